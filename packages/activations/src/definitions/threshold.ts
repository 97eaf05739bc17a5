import { activation } from '@neurite/contract';

/** `x` above a threshold, a fixed value elsewhere. */
export const threshold = activation({
  name: 'threshold',
  summary: 'Passes what is above a threshold and replaces the rest by a fixed value.',
  formula: 'x > threshold ? x : value',
  description:
    'A `relu` whose corner stands elsewhere. Where `value` is not `threshold` it jumps, and of the jump nothing is learned.',
  options: {
    threshold: { type: 'float', doc: 'What must be exceeded.' },
    value: { type: 'float', default: 0, doc: 'What stands for the rest.' },
  },
  activation: {
    range: '{value} ∪ (threshold, ∞)',
    zeroCentred: false,
    saturates: 'x ≤ threshold',
    cost: 'comparison',
    initializer: 'he_normal',
    awkward: '0 at the threshold; NaN stays NaN.',
  },
  references: ['Konda, Memisevic, Krueger 2014, arXiv:1402.3337'],
  examples: [
    {
      code: 'threshold(1, -5)',
      options: { threshold: 1, value: -5 },
      inputs: { x: [0, 1, 2] },
      expect: { y: [-5, -5, 2] },
    },
  ],
  apply: (x, { ops, options: { threshold: bound, value } }) => ops.where(ops.lessEqual(x, bound), value, x),
});
