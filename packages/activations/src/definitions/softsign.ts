import { activation } from '@neurite/contract';

/** `x / (1 + |x|)`. */
export const softsign = activation({
  name: 'softsign',
  summary: 'Like tanh, but reaches its limits slowly.',
  formula: 'x / (1 + |x|)',
  description: 'In place of `tanh`, with `glorot_uniform`: units that are far out come back sooner.',
  options: {},
  activation: {
    range: '(−1, 1)',
    zeroCentred: true,
    saturates: 'both sides',
    cost: 'comparison',
    initializer: 'glorot_uniform',
    awkward: '1 at 0; ±∞ gives NaN; NaN stays NaN.',
  },
  references: ['Bergstra et al. 2009, Quadratic Polynomials Learn Better Image Features'],
  examples: [
    {
      code: 'softsign',
      inputs: { x: [-3, -1, 0, 0.5, 2] },
      expect: { y: [-0.75, -0.5, 0, 0.3333333, 0.6666667] },
    },
  ],
  apply: (x, { ops }) => ops.div(x, ops.add(ops.abs(x), 1)),
});
