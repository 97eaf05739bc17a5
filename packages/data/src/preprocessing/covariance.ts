import { sizeOf, type Fitting, type HostTensor } from '@neurite/contract';
import { symmetricEigen, type Eigen } from './eigen.js';

/** The mean of the examples, and the principal axes of their covariance (divided by n), in float64. */
export const principalAxes = ([count = 0, ...shape]: readonly number[]): Fitting<{
  readonly mean: HostTensor;
  readonly size: number;
  readonly eigen: Eigen;
}> => {
  const size = sizeOf(shape);
  const mean = new Float64Array(size);
  const covariance = new Float64Array(size * size);
  const centred = new Float64Array(size);
  return {
    passes: [
      (data) => {
        for (let at = 0; at < data.length; at++) mean[at % size]! += data[at]! / count;
      },
      (data) => {
        for (let start = 0; start < data.length; start += size) {
          for (let i = 0; i < size; i++) centred[i] = data[start + i]! - mean[i]!;
          for (let i = 0; i < size; i++) {
            const value = centred[i]! / count;
            // Pixels at the border are the same everywhere.
            if (value === 0) continue;
            for (let j = 0; j <= i; j++) covariance[i * size + j]! += value * centred[j]!;
          }
        }
      },
    ],
    result: () => {
      for (let i = 0; i < size; i++)
        for (let j = 0; j < i; j++) covariance[j * size + i] = covariance[i * size + j]!;
      return {
        mean: { dtype: 'float32', shape, data: Float32Array.from(mean) },
        size,
        eigen: symmetricEigen(covariance, size),
      };
    },
  };
};
