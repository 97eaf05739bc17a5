import type { Attributes, Primitive, TensorType } from '@neurite/contract';
import type { Gpu } from '../device/gpu.js';
import type { Texture } from '../device/texture.js';
import type { Shader } from '../glsl/shader.js';

/** Enqueues one operation: borrows its inputs, gives new references. */
export type Launch = (gpu: Gpu, inputs: readonly Texture[]) => readonly Texture[];

/** Prepares one operation, once for all runs: shaders are written here. */
export type Kernel<P extends Primitive> = (
  attributes: Attributes[P],
  inputs: readonly TensorType[],
  outputs: readonly TensorType[],
) => Launch;

export type Kernels<P extends Primitive> = { readonly [K in P]: Kernel<K> };

/** A launch that runs a single shader. */
export const single =
  (program: Shader, type: TensorType): Launch =>
  (gpu, inputs) => [gpu.run(program, type.dtype, inputs)];

/** Runs launches one after the other, each on what the one before gave, and releases what lies between. */
export const chain =
  (first: Launch, ...rest: readonly Launch[]): Launch =>
  (gpu, inputs) =>
    rest.reduce(
      (made, launch) => {
        const next = launch(gpu, made);
        made.forEach(gpu.release);
        return next;
      },
      first(gpu, inputs),
    );
