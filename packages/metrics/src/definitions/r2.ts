import { metric, sizeOf } from '@neurite/contract';
import { weightedCount, weightedSum } from '../weighted.js';

/** `1 − Σ (x − t)² / Σ (t − t̄)²`. */
export const r2 = metric({
  name: 'r2',
  summary:
    'The part of the variance of the targets that the predictions explain; 1 is all of it, 0 that of their mean.',
  formula: '1 − Σ (x − t)² / Σ (t − t̄)²',
  description:
    'Sums of squares are in float32: targets whose mean is far larger than their spread should be centred first.',
  references: ['Wright 1921, Correlation and Causation'],
  options: {},
  signatures: [{ prediction: '[batch, ...s]', target: '[batch, ...s]' }],
  better: 'higher',
  unit: 'fraction',
  examples: [
    {
      code: 'r2(y, target)',
      inputs: { prediction: [[1], [2], [4]], target: [[1], [3], [5]], weight: [1, 1, 1] },
      expect: { value: 0.75 },
    },
  ],
  accumulate: ({ prediction, target }, { ops, weight }) => ({
    errors: weightedSum(ops.square(ops.sub(prediction, target)), weight, ops),
    targets: weightedSum(target, weight, ops),
    squares: weightedSum(ops.square(target), weight, ops),
    count: weightedCount(weight, sizeOf(ops.shape(target).slice(1)), ops),
  }),
  finish: ({ errors, targets, squares, count }) =>
    1 - errors![0]! / (squares![0]! - targets![0]! ** 2 / count![0]!),
});
