import { loss } from '@neurite/contract';
import { perExample } from '../per-example.js';

/** `−x · t / (‖x‖ ‖t‖)`. */
export const cosineSimilarity = loss({
  name: 'cosine_similarity',
  summary:
    'For directions: minus the cosine of the angle between prediction and target, −1 where they agree.',
  formula: '−Σ xᵢtᵢ / (‖x‖ · ‖t‖)',
  description: 'For vectors whose length means nothing, such as embeddings; −1 is best.',
  options: { epsilon: { type: 'float', default: 1e-12, above: 0, doc: 'The smallest squared length.' } },
  signatures: [{ prediction: '[batch, ...s, c]', target: '[batch, ...s, c]' }],
  reads: 'values',
  examples: [
    {
      code: 'cosine_similarity(x, target)',
      inputs: {
        prediction: [
          [3, 4],
          [1, 0],
        ],
        target: [
          [4, 3],
          [0, 2],
        ],
      },
      expect: { loss: [-0.96, 0] },
    },
  ],
  apply: ({ prediction, target }, { ops, options: { epsilon } }) => {
    const unit = (x: typeof prediction) =>
      ops.mul(x, ops.rsqrt(ops.maximum(ops.sum(ops.square(x), -1, true), epsilon)));
    return perExample(ops.neg(ops.sum(ops.mul(unit(prediction), unit(target)), -1)), ops);
  },
});
