import { sizeOf } from '@neurite/contract';
import * as tf from '@tensorflow/tfjs-core';
import { shade } from './shader.js';

/** Rows by index, NaN where an index is outside of the axis; undefined for integers. */
export const gather = (
  [x, indices]: readonly tf.Tensor[],
  { axis }: { readonly axis: number },
): tf.Tensor | undefined => {
  const { shape } = x!;
  if (x!.dtype !== 'float32' || x!.size === 0 || indices!.size === 0) return undefined;
  const [outer, extent, inner] = [sizeOf(shape.slice(0, axis)), shape[axis]!, sizeOf(shape.slice(axis + 1))];
  return tf.tidy(() => {
    const rows = shade(
      { X: tf.reshape(x!, [outer, extent, inner]), I: tf.reshape(indices!, [-1]) },
      [outer, indices!.size, inner],
      `ivec3 at = getOutputCoords(); int k = int(getI(at.y));
      setOutput(k >= 0 && k < ${extent} ? getX(at.x, k, at.z) : NAN);`,
    );
    return tf.reshape(rows, shape.toSpliced(axis, 1, ...indices!.shape));
  });
};
