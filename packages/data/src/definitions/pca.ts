import { transform, type Fitting, type HostTensor } from '@neurite/contract';
import { principalAxes } from '../preprocessing/covariance.js';
import { fitWhole } from '../preprocessing/moments.js';

/** Coordinates along the axes of greatest variance of the training part. */
export const pca = transform({
  name: 'pca',
  summary: 'Projects onto the axes along which the training part varies most.',
  formula: 'U_kᵀ (x − mean), U_k the first k eigenvectors of the covariance',
  description:
    'An example of any shape becomes a list of numbers. Axes beyond the number of features have no variance and give 0. Fitting n features takes about n³ operations: fine for hundreds, not for many thousands.',
  references: ['K. Pearson: On lines and planes of closest fit to systems of points in space, 1901'],
  options: { components: { type: 'int', minimum: 1, doc: 'How many axes.' } },
  inputs: { x: '[batch, ...s]' },
  outputs: { y: '[batch, components]' },
  examples: [
    {
      // All variance lies along (3, 4) / 5; the examples are 5 apart.
      code: 'pca(2)',
      options: { components: 2 },
      inputs: {
        x: [
          [0, 0],
          [3, 4],
          [-3, -4],
        ],
      },
      expect: {
        y: [
          [0, 0],
          [5, 0],
          [-5, 0],
        ],
      },
    },
  ],
  fitted: { mean: '[...s]', axes: '[product(s), components]' },
  fit: (column, { components }) => fitWhole(projecting(column.shape, components), column),
  fitting: (shape, { components }) => projecting(shape, components),
  apply: (x, { ops, fitted }) => {
    const centred = ops.sub(x, fitted.mean);
    return ops.matMul(ops.reshape(centred, [ops.shape(x)[0]!, ops.shape(fitted.axes)[0]!]), fitted.axes);
  },
});

const projecting = (
  shape: readonly number[],
  components: number,
): Fitting<{ readonly mean: HostTensor; readonly axes: HostTensor }> => {
  const { passes, result } = principalAxes(shape);
  return {
    passes,
    result: () => {
      const { mean, size, eigen } = result();
      const axes = new Float32Array(size * components);
      for (let axis = 0; axis < Math.min(size, components); axis++)
        for (let at = 0; at < size; at++) axes[at * components + axis] = eigen.vectors[axis * size + at]!;
      return { mean, axes: { dtype: 'float32', shape: [size, components], data: axes } };
    },
  };
};
