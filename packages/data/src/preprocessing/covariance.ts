import { sizeOf, type HostTensor } from '@neurite/contract';
import { symmetricEigen, type Eigen } from './eigen.js';

/** The mean of the examples, and the principal axes of their covariance (divided by n), in float64. */
export const principalAxes = (
  column: HostTensor,
): { readonly mean: HostTensor; readonly size: number; readonly eigen: Eigen } => {
  const shape = column.shape.slice(1);
  const size = sizeOf(shape);
  const count = column.shape[0]!;
  const { data } = column;
  const mean = new Float64Array(size);
  for (let at = 0; at < data.length; at++) mean[at % size]! += data[at]! / count;
  const covariance = new Float64Array(size * size);
  const centred = new Float64Array(size);
  for (let row = 0; row < count; row++) {
    for (let i = 0; i < size; i++) centred[i] = data[row * size + i]! - mean[i]!;
    for (let i = 0; i < size; i++) {
      const value = centred[i]! / count;
      // Pixels at the border are the same everywhere.
      if (value === 0) continue;
      for (let j = 0; j <= i; j++) covariance[i * size + j]! += value * centred[j]!;
    }
  }
  for (let i = 0; i < size; i++)
    for (let j = 0; j < i; j++) covariance[j * size + i] = covariance[i * size + j]!;
  return {
    mean: { dtype: 'float32', shape, data: Float32Array.from(mean) },
    size,
    eigen: symmetricEigen(covariance, size),
  };
};
