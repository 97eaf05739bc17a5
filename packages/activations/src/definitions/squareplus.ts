import { activation } from '@neurite/contract';

/** `(x + √(x² + b)) / 2`. */
export const squareplus = activation({
  name: 'squareplus',
  summary: 'A rectifier without a corner, made of a square root.',
  formula: '(x + √(x² + b)) / 2',
  description: 'A cheap `softplus`: no exponential.',
  options: { b: { type: 'float', default: 4, above: 0, doc: 'How wide the bend is.' } },
  activation: {
    range: '(0, ∞)',
    zeroCentred: false,
    saturates: 'x ≪ 0',
    cost: 'comparison',
    initializer: 'he_normal',
    awkward: '1/2 at 0; NaN stays NaN.',
  },
  references: ['Barron 2021, arXiv:2112.11687'],
  examples: [
    {
      code: 'squareplus',
      inputs: { x: [-3, -1, 0, 0.5, 2] },
      expect: { y: [0.3027756, 0.618034, 1, 1.2807764, 2.4142136] },
    },
    { code: 'squareplus', inputs: { x: [-1000, 1000] }, expect: { y: [0.001, 1000.001] } },
  ],
  apply: (x, { ops, options: { b } }) => {
    // |x| by a selection, for the derivative at 0; below 0 by the conjugate, where x + √(x² + b) would cancel.
    const positive = ops.greaterEqual(x, 0);
    const size = ops.where(positive, x, ops.neg(x));
    const sum = ops.add(ops.sqrt(ops.add(ops.square(x), b)), size);
    return ops.where(positive, ops.div(sum, 2), ops.div(b / 2, sum));
  },
});
