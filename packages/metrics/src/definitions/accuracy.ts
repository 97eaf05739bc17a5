import { metric } from '@neurite/contract';
import { classesOf, classSignatures, thresholdOption } from '../classes.js';
import { weightedCount, weightedSum } from '../weighted.js';

/** The fraction of right classes. */
export const accuracy = metric({
  name: 'accuracy',
  summary: 'The fraction of examples, or positions, whose class is right.',
  formula: '1/n · Σ [argmax xᵢ = tᵢ]',
  description:
    'Of equal scores the first class counts. Says little where classes are rare: look at `f1` there.',
  options: { threshold: thresholdOption },
  signatures: classSignatures,
  better: 'higher',
  unit: 'fraction',
  examples: [
    {
      code: 'accuracy(scores, label)',
      inputs: {
        prediction: [
          [0.1, 0.9],
          [2, 1],
          [0, 3],
          [1, 0],
        ],
        target: [1, 1, 1, 0],
        weight: [1, 1, 1, 0],
      },
      expect: { value: 0.6666667 },
    },
    {
      code: 'accuracy(scores, label)',
      inputs: { prediction: [[0.5], [-0.5]], target: [1, 1], weight: [1, 1] },
      expect: { value: 0.5 },
    },
    {
      code: 'accuracy(scores, probabilities)',
      inputs: {
        prediction: [
          [1, 3],
          [2, 1],
        ],
        target: [
          [0.1, 0.9],
          [0.2, 0.8],
        ],
        weight: [1, 3],
      },
      expect: { value: 0.25 },
    },
    {
      code: 'accuracy(probabilities, label, threshold: 0.5)',
      options: { threshold: 0.5 },
      inputs: { prediction: [[0.4], [0.8]], target: [0, 1], weight: [1, 1] },
      expect: { value: 1 },
    },
  ],
  accumulate: (inputs, { ops, options, weight }) => {
    const { predicted, actual } = classesOf(inputs, options.threshold, ops);
    const right = ops.cast(ops.equal(predicted, actual), 'float32');
    return {
      right: weightedSum(right, weight, ops),
      count: weightedCount(weight, ops.shape(right)[1]!, ops),
    };
  },
  finish: ({ right, count }) => right![0]! / count![0]!,
});
