import { activation } from '@neurite/contract';
import { negativePart } from '../negative-part.js';

/** `x` where positive, `α(e^(x/α) − 1)` elsewhere. */
export const celu = activation({
  name: 'celu',
  summary: 'ELU whose slope is continuous for every α.',
  formula: 'max(0, x) + min(0, α(e^(x/α) − 1))',
  description: 'Like `elu`, for which its slope at 0 is 1 whatever α is. Wants `he_normal`.',
  options: { alpha: { type: 'float', default: 1, above: 0, doc: 'Minus the limit at −∞.' } },
  activation: {
    range: '(−α, ∞)',
    zeroCentred: false,
    saturates: 'x ≪ 0',
    cost: 'exponential',
    initializer: 'he_normal',
    awkward: '1 at 0; 0 at −∞; NaN stays NaN.',
  },
  references: ['Barron 2017, arXiv:1704.07483'],
  examples: [
    {
      code: 'celu(alpha: 2)',
      options: { alpha: 2 },
      inputs: { x: [-3, -1, 0, 0.5, 2] },
      expect: { y: [-1.5537397, -0.7869387, 0, 0.5, 2] },
    },
  ],
  apply: (x, { ops, options: { alpha } }) =>
    ops.where(ops.greater(x, 0), x, ops.mul(ops.expm1(ops.div(negativePart(x, ops), alpha)), alpha)),
});
