import { transform, type Fitting, type HostTensor } from '@neurite/contract';
import { principalAxes } from '../preprocessing/covariance.js';
import { fitWhole } from '../preprocessing/moments.js';

/** Uncorrelated features of variance 1, by the covariance of the training part. */
export const whiten = transform({
  name: 'whiten',
  summary: 'Makes features uncorrelated and of variance 1, by the covariance of the training part.',
  formula: 'zca: U Λ^(−½) Uᵀ (x − mean); pca: Λ^(−½) Uᵀ (x − mean)',
  description:
    'ZCA stays as near to the original as it can, so that images stay images; PCA turns to the principal axes. Fitting n features takes about n³ operations.',
  references: [
    'A. Bell, T. Sejnowski: The "independent components" of natural scenes are edge filters, 1997',
  ],
  options: {
    method: {
      type: 'choice',
      choices: ['zca', 'pca'],
      default: 'zca',
      doc: 'Whether to turn back to the original axes.',
    },
    epsilon: {
      type: 'float',
      default: 1e-5,
      above: 0,
      doc: 'Added to variances: keeps axes of little variance from blowing up.',
    },
  },
  inputs: { x: '[batch, ...s]' },
  outputs: { y: '[batch, ...s]' },
  examples: [
    {
      // Uncorrelated already: each feature is divided by its deviation.
      code: 'whiten',
      options: { epsilon: 1e-12 },
      inputs: {
        x: [
          [2, 0],
          [-2, 0],
          [0, 1],
          [0, -1],
        ],
      },
      expect: {
        y: [
          [Math.SQRT2, 0],
          [-Math.SQRT2, 0],
          [0, Math.SQRT2],
          [0, -Math.SQRT2],
        ],
      },
    },
    {
      // Axes (1, 1) / √2 with variance 4 and (1, −1) / √2 with variance 1, in this order.
      code: 'whiten(pca)',
      options: { method: 'pca', epsilon: 1e-12 },
      inputs: {
        x: [
          [2, 2],
          [-2, -2],
          [1, -1],
          [-1, 1],
        ],
      },
      expect: {
        y: [
          [Math.SQRT2, 0],
          [-Math.SQRT2, 0],
          [0, Math.SQRT2],
          [0, -Math.SQRT2],
        ],
      },
    },
  ],
  fitted: { mean: '[...s]', matrix: '[product(s), product(s)]' },
  fit: (column, options) => fitWhole(whitening(column.shape, options), column),
  fitting: (shape, options) => whitening(shape, options),
  apply: (x, { ops, fitted }) => {
    const shape = ops.shape(x);
    const flat = ops.reshape(ops.sub(x, fitted.mean), [shape[0]!, ops.shape(fitted.matrix)[0]!]);
    return ops.reshape(ops.matMul(flat, fitted.matrix), shape);
  },
});

const whitening = (
  shape: readonly number[],
  { method, epsilon }: { readonly method: string; readonly epsilon: number },
): Fitting<{ readonly mean: HostTensor; readonly matrix: HostTensor }> => {
  const { passes, result } = principalAxes(shape);
  return {
    passes,
    result: () => {
      const { mean, size, eigen } = result();
      const matrix = new Float32Array(size * size);
      const scales = eigen.values.map((value) => 1 / Math.sqrt(Math.max(0, value) + epsilon));
      for (let i = 0; i < size; i++)
        for (let j = 0; j < size; j++) {
          if (method === 'pca') {
            matrix[i * size + j] = eigen.vectors[j * size + i]! * scales[j]!;
            continue;
          }
          let sum = 0;
          for (let axis = 0; axis < size; axis++)
            sum += eigen.vectors[axis * size + i]! * scales[axis]! * eigen.vectors[axis * size + j]!;
          matrix[i * size + j] = sum;
        }
      return { mean, matrix: { dtype: 'float32', shape: [size, size], data: matrix } };
    },
  };
};
