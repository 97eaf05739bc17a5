import { activation } from '@neurite/contract';

/** `x · min(max(x + 3, 0), 6) / 6`. */
export const hardSwish = activation({
  name: 'hard_swish',
  summary: 'Swish with a sigmoid made of straight lines.',
  formula: 'x · min(max(x + 3, 0), 6) / 6',
  description: 'A cheap `swish` for small devices; with `conv2d` and `batch_norm` as in MobileNetV3.',
  options: {},
  activation: {
    range: '[−0.375, ∞)',
    zeroCentred: false,
    saturates: 'x < −3',
    cost: 'comparison',
    initializer: 'he_normal',
    awkward: '1/2 at 0; corners at ±3; NaN stays NaN.',
  },
  references: ['Howard et al. 2019, arXiv:1905.02244'],
  examples: [
    { code: 'hard_swish', inputs: { x: [-4, -1.5, 0, 1, 4] }, expect: { y: [0, -0.375, 0, 0.6666667, 4] } },
  ],
  apply: (x, { ops }) => ops.mul(x, ops.div(ops.minimum(ops.relu(ops.add(x, 3)), 6), 6)),
});
