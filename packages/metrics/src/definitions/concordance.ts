import { metric } from '@neurite/contract';
import { jointMoments, jointSums } from '../joint-moments.js';

/** The correlation of predictions and targets, less where they differ in mean or spread. */
export const concordance = metric({
  name: 'concordance',
  summary:
    'How near predictions lie to their targets, from −1 to 1: `pearson`, less where mean or spread differ.',
  formula: '2 · cov(x, t) / (var(x) + var(t) + (mean(x) − mean(t))²)',
  description:
    'Sums of squares are in float32: values whose mean is far larger than their spread should be centred first.',
  references: ['Lin 1989, A Concordance Correlation Coefficient to Evaluate Reproducibility'],
  options: {},
  signatures: [{ prediction: '[batch, ...s]', target: '[batch, ...s]' }],
  better: 'higher',
  unit: 'number',
  examples: [
    {
      // Variances of 1.25, a covariance of 1, and means of 3.5 and 2.5.
      code: 'concordance(y, target)',
      inputs: { prediction: [[2], [3], [4], [5]], target: [[1], [3], [2], [4]], weight: [1, 1, 1, 1] },
      expect: { value: 0.5714286 },
    },
  ],
  accumulate: ({ prediction, target }, { ops, weight }) => jointSums(prediction, target, weight, ops),
  finish: (sums) => {
    const { means, variances, covariance } = jointMoments(sums);
    return (2 * covariance) / (variances.x + variances.t + (means.x - means.t) ** 2);
  },
});
