import { initializer } from '@neurite/contract';
import { orthonormalColumns } from '../orthonormal.js';

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
    const columns = shape.at(-1) ?? 1;
    const rows = shape.slice(0, -1).reduce((product, extent) => product * extent, 1);
    const [long, short] = rows >= columns ? [rows, columns] : [columns, rows];
    const tall = orthonormalColumns(long, short, random);
    const at = (row: number, column: number) =>
      rows >= columns ? tall[row * short + column]! : tall[column * short + row]!;
    return Float64Array.from(
      { length: rows * columns },
      (_, i) => options.gain * at(Math.floor(i / columns), i % columns),
    );
  },
});
