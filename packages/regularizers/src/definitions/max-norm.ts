import { constraint } from '@neurite/contract';
import { incomingNorm } from '../norm.js';

/** Shortens the weights of a unit to a limit. */
export const maxNorm = constraint({
  name: 'max_norm',
  summary: 'Shortens the weights that go into a unit where they are longer than a limit.',
  formula: '‖w‖ ≤ limit',
  description: 'With `dropout` and high rates: weights cannot run away.',
  references: ['Srebro, Rennie, Jaakkola 2005, Maximum-Margin Matrix Factorization'],
  options: { limit: { type: 'float', default: 3, above: 0, doc: 'The greatest length.' } },
  examples: [
    {
      code: 'max_norm(1)',
      options: { limit: 1 },
      parameters: {
        w: [
          [3, 0.3],
          [4, 0.4],
        ],
      },
      expect: {
        w: [
          [0.6, 0.3],
          [0.8, 0.4],
        ],
      },
    },
  ],
  project: (w, { ops, options: { limit } }) => {
    const norm = incomingNorm(w, ops);
    return ops.where(ops.greater(norm, limit), ops.mul(w, ops.div(limit, norm)), w);
  },
});
