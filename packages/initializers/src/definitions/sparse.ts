import { initializer } from '@neurite/contract';
import { matrixOf } from '../matrix.js';

/** Normal values in a few places of each column, 0 in the others. */
export const sparse = initializer({
  name: 'sparse',
  summary: 'Connects each unit to a few inputs only: normal values there, 0 elsewhere.',
  formula: 'N(0, std) in (1 − sparsity) · rows places of each column',
  description:
    'For recurrent and very wide layers: units begin different from each other, and none saturated.',
  references: ['Martens 2010, Deep Learning via Hessian-free Optimization'],
  options: {
    sparsity: {
      type: 'float',
      default: 0.9,
      minimum: 0,
      maximum: 1,
      doc: 'The part of each column that is 0.',
    },
    std: { type: 'float', default: 0.01, minimum: 0, doc: 'Standard deviation of the others.' },
  },
  initialize: ({ shape }, { options, random }) => {
    const { rows, columns } = matrixOf(shape);
    const kernel = new Float64Array(rows * columns);
    const connected = rows - Math.ceil(options.sparsity * rows);
    for (let column = 0; column < columns; column++) {
      const places = Array.from({ length: rows }, (_, row) => row);
      for (let i = 0; i < connected; i++) {
        // The first steps of a shuffle: a random choice without repetition.
        const j = i + random.integer(rows - i);
        [places[i], places[j]] = [places[j]!, places[i]!];
        kernel[places[i]! * columns + column] = options.std * random.normal();
      }
    }
    return kernel;
  },
});
