import type { Dtype } from '@neurite/contract';
import type { TensorInfo } from '@tensorflow/tfjs-core';

/**
 * A tensor on the GPU, counted by reference; never written again once made, so that views may share it.
 * Flat is one element a texel, which our shaders read; packed is 2×2 elements a texel, which tfjs multiplies. Either is made from
 * the other when it is first asked for, and kept: weights are packed once for all products of a step.
 */
export interface Texture {
  readonly dtype: Dtype;
  readonly size: number;
  references: number;
  flat: TensorInfo | undefined;
  /** One for each matrix shape that products read it in. */
  readonly packed: TensorInfo[];
}
