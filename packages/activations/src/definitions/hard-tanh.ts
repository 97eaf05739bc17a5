import { activation } from '@neurite/contract';

/** `min(max(x, −1), 1)`. */
export const hardTanh = activation({
  name: 'hard_tanh',
  summary: 'A hyperbolic tangent made of three straight lines.',
  formula: 'min(max(x, −1), 1)',
  description:
    'A cheap `tanh`. Outside of ±1 nothing is learned: keep inputs small, by `glorot_uniform` or a normalizer.',
  references: ['Collobert 2004, Large Scale Machine Learning'],
  options: {},
  activation: {
    range: '[−1, 1]',
    zeroCentred: true,
    saturates: 'both sides',
    cost: 'comparison',
    initializer: 'glorot_uniform',
    awkward: '1 inside of ±1 and 0 outside; NaN stays NaN.',
  },
  examples: [{ code: 'hard_tanh', inputs: { x: [-2, -0.5, 0.25, 3] }, expect: { y: [-1, -0.5, 0.25, 1] } }],
  apply: (x, { ops }) => ops.clip(x, -1, 1),
});
