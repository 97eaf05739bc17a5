import { activation } from '@neurite/contract';

/** `min(max(x + 3, 0), 6) / 6`. */
export const hardSigmoid = activation({
  name: 'hard_sigmoid',
  summary: 'A sigmoid made of three straight lines.',
  formula: 'min(max(x + 3, 0), 6) / 6',
  description: 'With slope 1/6, as in Keras 3 and PyTorch; older Keras had 0.2.',
  options: {},
  activation: {
    range: '[0, 1]',
    zeroCentred: false,
    saturates: 'both sides',
    cost: 'comparison',
    initializer: 'glorot_uniform',
    awkward: '1/6 inside of ±3 and 0 outside; NaN stays NaN.',
  },
  references: ['Howard et al. 2019, arXiv:1905.02244'],
  examples: [
    { code: 'hard_sigmoid', inputs: { x: [-4, -3, 0, 1.5, 3, 4] }, expect: { y: [0, 0, 0.5, 0.75, 1, 1] } },
  ],
  apply: (x, { ops }) => ops.div(ops.minimum(ops.relu(ops.add(x, 3)), 6), 6),
});
