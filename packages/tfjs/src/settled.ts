import type { Tensor } from '@tensorflow/tfjs-core';
import { primitiveOps } from './emitter.js';

/**
 * Tensors of their own for a caller to keep and dispose of: a definition may hand back what it was given, or one tensor twice. Only
 * those cost anything: reshaping to the same shape shares the memory, and stands on the tape with a gradient of ours.
 *
 * @param taken the caller's tensors, and those that were settled before; what is settled here comes to them.
 */
export const settled = (
  tensors: Readonly<Record<string, Tensor>>,
  taken: Set<Tensor>,
): Readonly<Record<string, Tensor>> =>
  Object.fromEntries(
    Object.entries(tensors).map(([name, x]) => {
      const own = taken.has(x) ? primitiveOps.reshape(x, x.shape) : x;
      taken.add(own);
      return [name, own];
    }),
  );
