import { layer } from '@neurite/contract';

/** Adds a learned vector to each position. */
export const positionalEmbedding = layer({
  name: 'positional_embedding',
  family: 'attention',
  summary: 'Adds a learned vector to each position of a sequence.',
  formula: 'x[i] + table[i]',
  description:
    'Positions beyond those seen in training have vectors that were never trained; `sinusoidal_positions` have no such limit.',
  references: ['Gehring, Auli, Grangier, Yarats, Dauphin 2017, arXiv:1705.03122'],
  options: {
    length: { type: 'int', minimum: 1, doc: 'The longest sequence.' },
    init: {
      type: 'initializer',
      parameter: 'table',
      default: 'random_normal(std: 0.02)',
      doc: 'How the vectors start.',
    },
  },
  inputs: { x: '[batch, time, c]' },
  outputs: { y: '[batch, time, c]' },
  assert: ['time <= length'],
  parameters: {
    table: { shape: '[length, c]', initializer: 'random_normal(std: 0.02)', fanIn: '1', fanOut: 'c' },
  },
  examples: [
    {
      code: 'positional_embedding(3)',
      options: { length: 3 },
      inputs: {
        x: [
          [
            [1, 2],
            [3, 4],
          ],
        ],
      },
      parameters: {
        table: [
          [10, 20],
          [30, 40],
          [50, 60],
        ],
      },
      expect: {
        y: [
          [
            [11, 22],
            [33, 44],
          ],
        ],
      },
    },
  ],
  apply: ({ x }, { ops, parameters }) => {
    const [, time, channels] = ops.shape(x) as readonly [number, number, number];
    return { outputs: { y: ops.add(x, ops.slice(parameters.table, [0, 0], [time, channels])) } };
  },
});
