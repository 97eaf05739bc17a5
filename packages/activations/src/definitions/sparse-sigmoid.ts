import { activation } from '@neurite/contract';

/** `min(max((x + 1) / 2, 0), 1)`. */
export const sparseSigmoid = activation({
  name: 'sparse_sigmoid',
  summary: 'Sparsemax of two classes: a sigmoid that reaches 0 and 1.',
  formula: 'min(max((x + 1) / 2, 0), 1)',
  description:
    'A gate that closes and opens wholly; where it has, nothing is learned. `sparsemax` for several classes.',
  options: {},
  activation: {
    range: '[0, 1]',
    zeroCentred: false,
    saturates: 'both sides',
    cost: 'comparison',
    initializer: 'glorot_uniform',
    awkward: '1/2 inside of ±1 and 0 outside; NaN stays NaN.',
  },
  references: ['Martins, Astudillo 2016, arXiv:1602.02068'],
  examples: [
    { code: 'sparse_sigmoid', inputs: { x: [-2, -1, 0, 0.5, 1, 3] }, expect: { y: [0, 0, 0.5, 0.75, 1, 1] } },
  ],
  apply: (x, { ops }) => ops.clip(ops.div(ops.add(x, 1), 2), 0, 1),
});
