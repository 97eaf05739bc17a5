import type { Ops } from '@neurite/contract';
import type { Tensor } from '@tensorflow/tfjs-core';

/**
 * Tensors of their own for a caller to keep and dispose of: a definition may hand back what it was given, or one tensor twice.
 * Reshaping to the same shape shares the memory, and stands on the tape with a gradient of ours.
 */
export const settled = (
  tensors: Readonly<Record<string, Tensor>>,
  ops: Ops<Tensor>,
): Readonly<Record<string, Tensor>> =>
  Object.fromEntries(Object.entries(tensors).map(([name, x]) => [name, ops.reshape(x, x.shape)]));
