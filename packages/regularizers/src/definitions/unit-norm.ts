import { constraint } from '@neurite/contract';
import { incomingNorm } from '../norm.js';

/** Gives the weights of a unit length 1. */
export const unitNorm = constraint({
  name: 'unit_norm',
  summary: 'Gives the weights that go into a unit length 1; zeros stay.',
  formula: '‖w‖ = 1',
  description: 'Where directions count and lengths do not, as in comparisons of embeddings.',
  options: {},
  examples: [
    {
      code: 'unit_norm',
      parameters: {
        w: [
          [3, 0],
          [4, 0],
        ],
      },
      expect: {
        w: [
          [0.6, 0],
          [0.8, 0],
        ],
      },
    },
  ],
  project: (w, { ops }) => {
    const norm = incomingNorm(w, ops);
    return ops.where(ops.greater(norm, 0), ops.div(w, norm), w);
  },
});
