import { layer } from '@neurite/contract';

/** `table[token]`. */
export const embedding = layer({
  name: 'embedding',
  family: 'core',
  summary: 'A learned vector for each token.',
  formula: 'table[x]',
  description:
    'A token outside the table gives NaN; data and inputs of a model that hold one are refused. For a tied output layer write `h @ transpose(name.table)`.',
  references: ['Bengio, Ducharme, Vincent, Jauvin 2003, A Neural Probabilistic Language Model'],
  options: {
    size: { type: 'int', minimum: 1, doc: 'Number of different tokens.' },
    units: { type: 'int', minimum: 1, doc: 'Length of each vector.' },
    init: {
      type: 'initializer',
      parameter: 'table',
      default: 'random_normal(std: 0.02)',
      doc: 'How the table starts.',
    },
  },
  inputs: { x: { shape: 'int32[...s]', below: 'size' } },
  outputs: { y: '[...s, units]' },
  parameters: {
    // A token selects one row, so each output has one input.
    table: { shape: '[size, units]', initializer: 'random_normal(std: 0.02)', fanIn: '1', fanOut: 'units' },
  },
  examples: [
    {
      code: 'embedding(3, 2)',
      options: { size: 3, units: 2 },
      inputs: { x: [[2, 0, 2]] },
      parameters: {
        table: [
          [1, 2],
          [3, 4],
          [5, 6],
        ],
      },
      expect: {
        y: [
          [
            [5, 6],
            [1, 2],
            [5, 6],
          ],
        ],
      },
    },
  ],
  apply: ({ x }, { ops, parameters }) => ({ outputs: { y: ops.gather(parameters.table, x, 0) } }),
});
