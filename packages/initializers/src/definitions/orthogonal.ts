import { initializer } from '@neurite/contract';
import { matrixOf, orthogonalMatrix } from '../matrix.js';

/** A random matrix whose shorter side is orthonormal. */
export const orthogonal = initializer({
  name: 'orthogonal',
  summary: 'A random orthogonal matrix; of a matrix that is not square, the shorter side is orthonormal.',
  formula: 'WᵀW = gain² · I, or WWᵀ = gain² · I',
  description:
    'Axes before the last count as one. Keeps the length of what passes: for recurrent kernels and deep linear chains.',
  references: ['Saxe, McClelland, Ganguli 2013, arXiv:1312.6120'],
  options: { gain: { type: 'float', default: 1, above: 0, doc: 'The length of each row or column.' } },
  initialize: ({ shape }, { options, random }) => {
    const { rows, columns } = matrixOf(shape);
    return orthogonalMatrix(rows, columns, random).map((value) => options.gain * value);
  },
});
