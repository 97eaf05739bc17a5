import { activation } from '@neurite/contract';

/** `ln(1 + eˣ)`. */
export const softplus = activation({
  name: 'softplus',
  summary: 'A rectifier without a corner.',
  formula: 'ln(1 + e^(βx)) / β',
  description: 'To make a number positive: a standard deviation, a rate.',
  options: { beta: { type: 'float', default: 1, above: 0, doc: 'How sharp the bend is.' } },
  activation: {
    range: '(0, ∞)',
    zeroCentred: false,
    saturates: 'x ≪ 0',
    cost: 'several exponentials',
    initializer: 'he_normal',
    awkward: 'σ(βx), so 1/2 at 0; no overflow for large x; NaN stays NaN.',
  },
  references: [
    'Dugas et al. 2001, Incorporating Second-Order Functional Knowledge for Better Option Pricing',
  ],
  examples: [
    {
      code: 'softplus',
      inputs: { x: [-3, -1, 0, 0.5, 2] },
      expect: { y: [0.0485874, 0.3132617, 0.6931472, 0.974077, 2.126928] },
    },
    { code: 'softplus', inputs: { x: [-200, 200] }, expect: { y: [0, 200] } },
    {
      code: 'softplus(beta: 2)',
      options: { beta: 2 },
      inputs: { x: [-0.5, 1] },
      expect: { y: [0.1566308, 1.063464] },
    },
  ],
  apply: (x, { ops, options: { beta } }) =>
    beta === 1 ? ops.softplus(x) : ops.div(ops.softplus(ops.mul(x, beta)), beta),
});
