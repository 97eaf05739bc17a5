import { activation } from '@neurite/contract';
import { negativePart } from '../negative-part.js';

/** `x` where positive, `α(eˣ − 1)` elsewhere. */
export const elu = activation({
  name: 'elu',
  summary: 'Exponential linear unit: linear above 0, bounded by −α below.',
  formula: 'x > 0 ? x : α(eˣ − 1)',
  description:
    'Its mean is nearer to 0 than that of `relu`, and no unit dies. Wants `he_normal`; without normalizers `selu` goes deeper.',
  options: { alpha: { type: 'float', default: 1, minimum: 0, doc: 'Minus the limit at −∞.' } },
  activation: {
    range: '(−α, ∞)',
    zeroCentred: false,
    saturates: 'x ≪ 0',
    cost: 'exponential',
    initializer: 'he_normal',
    awkward: 'α at 0; 0 at −∞; no overflow at +∞; NaN stays NaN.',
  },
  references: ['Clevert, Unterthiner, Hochreiter 2015, arXiv:1511.07289'],
  examples: [
    { code: 'elu', inputs: { x: [-3, -1, 0, 0.5, 2] }, expect: { y: [-0.9502129, -0.6321206, 0, 0.5, 2] } },
    { code: 'elu(alpha: 2)', options: { alpha: 2 }, inputs: { x: [-1, 1] }, expect: { y: [-1.2642411, 1] } },
    { code: 'elu', inputs: { x: [-200, 200] }, expect: { y: [-1, 200] } },
  ],
  apply: (x, { ops, options }) =>
    ops.where(ops.greater(x, 0), x, ops.mul(ops.expm1(negativePart(x, ops)), options.alpha)),
});
