import { metric, sizeOf } from '@neurite/contract';
import { weightedCount, weightedSum } from '../weighted.js';

/** `x · t / (‖x‖ ‖t‖)`. */
export const cosineSimilarity = metric({
  name: 'cosine_similarity',
  summary: 'The mean cosine of the angle between prediction and target, 1 where they point the same way.',
  formula: '1/n · Σ (x · t) / (‖x‖ · ‖t‖)',
  description: 'The loss of this name is minus the cosine, so that less is better.',
  options: {},
  signatures: [{ prediction: '[batch, ...s, c]', target: '[batch, ...s, c]' }],
  better: 'higher',
  unit: 'number',
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
        weight: [1, 1],
      },
      expect: { value: 0.48 },
    },
  ],
  accumulate: ({ prediction, target }, { ops, weight }) => {
    const unit = (x: typeof prediction) =>
      ops.mul(x, ops.rsqrt(ops.maximum(ops.sum(ops.square(x), -1, true), 1e-12)));
    const cosines = ops.sum(ops.mul(unit(prediction), unit(target)), -1);
    return {
      total: weightedSum(cosines, weight, ops),
      count: weightedCount(weight, sizeOf(ops.shape(cosines).slice(1)), ops),
    };
  },
  finish: ({ total, count }) => total![0]! / count![0]!,
});
