import { activation } from '@neurite/contract';

/** `eˣ`. */
export const exponential = activation({
  name: 'exponential',
  summary: 'e to the power of its input.',
  formula: 'eˣ',
  description:
    'For the last layer of models of positive numbers, such as `poisson` rates; not between layers.',
  options: {},
  activation: {
    range: '(0, ∞)',
    zeroCentred: false,
    saturates: 'x ≪ 0',
    cost: 'exponential',
    initializer: 'glorot_uniform',
    awkward: 'Grows without bound: overflows above 88.7; NaN stays NaN.',
  },
  exceptions: { finite: 'overflows above 88.7', finiteGradients: 'overflows above 88.7' },
  examples: [
    {
      code: 'exponential',
      inputs: { x: [-3, -1, 0, 0.5, 2] },
      expect: { y: [0.0497871, 0.3678794, 1, 1.6487213, 7.3890561] },
    },
  ],
  apply: (x, { ops }) => ops.exp(x),
});
