import type { Op, Primitive, Program } from './program.js';
import type { HostArray, TensorType } from './tensor.js';

/** An opaque handle to a tensor on a device. */
export interface Buffer {
  readonly type: TensorType;
}

/** What a backend can do: data, importable without its run time, so that `nn check --backend` needs no device. */
export interface Capabilities {
  readonly name: string;
  readonly summary: string;
  /** `linear`: one addressable memory (offsets can be planned); `opaque`: textures and the like. */
  readonly memory: 'linear' | 'opaque';
  /** Whether the same build gives the same bits on every run. */
  readonly exact: boolean;
  readonly precision: 'float32' | 'float64';
  /** Composites that it takes whole. `elementwise` stands for fused chains of elementwise operations. */
  readonly composites: readonly string[];
  /** True, or the reason why not, in words for a user. `types` are those of the operation's inputs, in order; here and in `lowerings`. */
  supports(op: Op, types: readonly TensorType[]): true | string;
  /** Rewrites of primitives into others that it has or does faster; undefined keeps the operation as it is. Must be given until nothing changes. */
  readonly lowerings: {
    readonly [P in Primitive]?: (op: Op<P>, types: readonly TensorType[]) => Program | undefined;
  };
}

/** What a device holds: for leak tests, `--json` and the curious. */
export interface DeviceStatistics {
  readonly buffers: number;
  readonly bytes: number;
  /** Everything reserved, arenas included. */
  readonly reserved: number;
}

export interface Device {
  readonly capabilities: Capabilities;
  /** Engine, version and variant, for manifests: for example `tfjs-wasm 4.22.0 simd`. */
  readonly description: string;
  write(type: TensorType, data: HostArray): Buffer;
  /** Replaces the contents of a buffer that `write` made. */
  rewrite(buffer: Buffer, data: HostArray): void;
  read(buffer: Buffer): Promise<HostArray>;
  free(buffer: Buffer): void;
  /** The program must be one that `capabilities` supports: run `optimise` first. */
  prepare(program: Program): Promise<Executable>;
  statistics(): DeviceStatistics;
  /** Frees everything, executables included. */
  close(): void;
}

export interface Executable {
  /**
   * Runs once; synchronous: it enqueues. The caller owns what it gets and frees it. For a donated pair the returned handle
   * *is* the handle passed in, now with the new contents; all other outputs are new buffers. Inputs otherwise stay as they are.
   */
  run(inputs: readonly Buffer[]): readonly Buffer[];
  /** What it holds beside its inputs and outputs. */
  readonly bytes: number;
  dispose(): void;
}

export interface Backend {
  readonly capabilities: Capabilities;
  /** Whether it can run here, and if not, why. */
  available(): Promise<true | string>;
  open(): Promise<Device>;
}

/** Wraps a failure on a device with the layer that it happened in. */
export class BackendError extends Error {
  override readonly name: string = 'BackendError';
  constructor(
    message: string,
    readonly origin?: { readonly path: string; readonly source?: string; readonly line?: number },
    readonly inputs?: readonly TensorType[],
    options?: { cause?: unknown },
  ) {
    super(message, options);
  }
}

/** What a program needs does not fit into the memory of its device. Nobody's bug: a smaller batch or model may fit. */
export class OutOfMemory extends BackendError {
  override readonly name = 'OutOfMemory';
}
