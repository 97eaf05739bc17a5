import type { HostTensor, Program } from '@neurite/contract';
import type { Gpu } from '../device/gpu.js';
import type { Texture } from '../device/texture.js';

/** A tensor on its way through a routine: on the GPU, in host memory where the host must know it, or both. */
export interface Slot {
  readonly texture?: Texture;
  readonly host?: HostTensor;
}

/** One operation, prepared. */
export interface Step {
  /** Borrows what `read` gives for each operand; gives new references. */
  run(read: (operand: number) => Slot): readonly Slot[];
  /** Bytes that it keeps on the GPU between runs. */
  readonly bytes?: number;
  dispose?(): void;
}

/** A prepared program. */
export interface Routine {
  /** Which inputs it reads on the GPU, and which in host memory. */
  readonly onGpu: readonly boolean[];
  readonly onHost: readonly boolean[];
  /** Takes over one reference of every texture among the inputs; gives one of every output. */
  run(inputs: readonly Slot[]): readonly Slot[];
  /** Bytes of the constants that it keeps on the GPU. */
  readonly bytes: number;
  dispose(): void;
}

/** Prepares a program: shaders are written and constants uploaded once, lifetimes are known beforehand. */
export type PrepareRoutine = (gpu: Gpu, program: Program, hostOutputs?: ReadonlySet<number>) => Routine;
