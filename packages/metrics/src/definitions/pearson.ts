import { metric } from '@neurite/contract';
import { jointMoments, jointSums } from '../joint-moments.js';

/** The correlation of predictions and targets. */
export const pearson = metric({
  name: 'pearson',
  summary: 'The linear correlation of predictions and targets, from −1 to 1.',
  formula: 'cov(x, t) / √(var(x) · var(t))',
  description:
    'Sums of squares are in float32: values whose mean is far larger than their spread should be centred first.',
  references: ['Pearson 1895, Notes on Regression and Inheritance in the Case of Two Parents'],
  options: {},
  signatures: [{ prediction: '[batch, ...s]', target: '[batch, ...s]' }],
  better: 'higher',
  unit: 'number',
  examples: [
    {
      code: 'pearson(y, target)',
      inputs: { prediction: [[1], [2], [3], [4]], target: [[1], [3], [2], [4]], weight: [1, 1, 1, 1] },
      expect: { value: 0.8 },
    },
  ],
  accumulate: ({ prediction, target }, { ops, weight }) => jointSums(prediction, target, weight, ops),
  finish: (sums) => {
    const { variances, covariance } = jointMoments(sums);
    return covariance / Math.sqrt(variances.x * variances.t);
  },
});
