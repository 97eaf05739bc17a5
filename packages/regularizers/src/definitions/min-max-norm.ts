import { constraint } from '@neurite/contract';
import { incomingNorm } from '../norm.js';

/** Moves the length of the weights of a unit into a range. */
export const minMaxNorm = constraint({
  name: 'min_max_norm',
  summary: 'Moves the length of the weights that go into a unit into a range.',
  formula: 'low ≤ ‖w‖ ≤ high',
  description:
    'Where units are to be of about the same strength; with `strength` below 1 they may leave the range for a while.',
  options: {
    low: { type: 'float', default: 0, minimum: 0, atMost: 'high', doc: 'The smallest length.' },
    high: { type: 'float', default: 1, above: 0, doc: 'The greatest length.' },
    strength: {
      type: 'float',
      default: 1,
      above: 0,
      maximum: 1,
      doc: 'The part of the way that is gone at each step.',
    },
  },
  examples: [
    {
      code: 'min_max_norm(1, 2)',
      options: { low: 1, high: 2 },
      parameters: {
        w: [
          [3, 0.3, 1.2],
          [4, 0.4, 0],
        ],
      },
      expect: {
        w: [
          [1.2, 0.6, 1.2],
          [1.6, 0.8, 0],
        ],
      },
    },
    {
      code: 'min_max_norm(0, 1, strength: 0.5)',
      options: { low: 0, high: 1, strength: 0.5 },
      parameters: { w: [[3], [4]] },
      expect: { w: [[1.8], [2.4]] },
    },
  ],
  project: (w, { ops, options: { low, high, strength } }) => {
    const norm = incomingNorm(w, ops);
    const wanted = ops.add(ops.mul(ops.clip(norm, low, high), strength), ops.mul(norm, 1 - strength));
    return ops.where(ops.greater(norm, 0), ops.mul(w, ops.div(wanted, norm)), w);
  },
});
