import { metric, sizeOf } from '@neurite/contract';
import { weightedCount, weightedSum } from '../weighted.js';

/** The fraction of examples whose class is among the k best. */
export const topK = metric({
  name: 'top_k',
  summary: 'The fraction of examples whose class is among the k with the highest scores.',
  formula: '1/n · Σ [fewer than k scores exceed that of the target]',
  description: 'A target that ties with the k-th score counts as found.',
  options: { k: { type: 'int', default: 5, minimum: 1, doc: 'How many scores count.' } },
  signatures: [
    { prediction: '[batch, ...s, c]', target: 'int32[batch, ...s]' },
    { prediction: '[batch, ...s, c]', target: '[batch, ...s, c]' },
  ],
  assert: ['k <= c'],
  better: 'higher',
  unit: 'fraction',
  examples: [
    {
      code: 'top_k(2)',
      options: { k: 2 },
      inputs: {
        prediction: [
          [3, 2, 1],
          [3, 2, 1],
          [1, 2, 3],
        ],
        target: [1, 2, 2],
        weight: [1, 1, 1],
      },
      expect: { value: 0.6666667 },
    },
  ],
  accumulate: ({ prediction, target }, { ops, options, weight }) => {
    const shape = ops.shape(prediction);
    const classes = shape.at(-1)!;
    const scores = ops.reshape(prediction, [shape[0]!, sizeOf(shape.slice(1, -1)), classes]);
    const oneHot = ops.dtype(target) === 'int32' ? ops.oneHot(target, classes) : target;
    const isTarget = ops.reshape(ops.greater(oneHot, 0.5), ops.shape(scores));
    const own = ops.sum(ops.where(isTarget, scores, 0), -1, true);
    // A score that is not above counts as below; without the second condition NaN would count as found.
    const above = ops.sum(ops.cast(ops.logicalNot(ops.lessEqual(scores, own)), 'float32'), -1);
    const found = ops.cast(ops.less(above, options.k), 'float32');
    return {
      found: weightedSum(found, weight, ops),
      count: weightedCount(weight, ops.shape(found)[1]!, ops),
    };
  },
  finish: ({ found, count }) => found![0]! / count![0]!,
});
