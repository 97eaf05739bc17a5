import { initializer } from '@neurite/contract';
import { matrixOf } from '../matrix.js';

/** The identity matrix. */
export const identity = initializer({
  name: 'identity',
  summary: 'The identity matrix times a gain; of a matrix that is not square, ones on the diagonal.',
  formula: 'W[i, i] = gain, 0 elsewhere',
  description: 'Axes before the last count as one. For recurrent kernels with ReLU.',
  references: ['Le, Jaitly, Hinton 2015, arXiv:1504.00941'],
  options: { gain: { type: 'float', default: 1, doc: 'What stands on the diagonal.' } },
  initialize: ({ shape }, { options }) => {
    const { rows, columns } = matrixOf(shape);
    return Float64Array.from({ length: rows * columns }, (_, i) =>
      Math.floor(i / columns) === i % columns ? options.gain : 0,
    );
  },
});
