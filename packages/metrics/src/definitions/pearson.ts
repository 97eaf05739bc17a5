import { metric, sizeOf } from '@neurite/contract';
import { weightedCount, weightedSum } from '../weighted.js';

/** The correlation of predictions and targets. */
export const pearson = metric({
  name: 'pearson',
  summary: 'The linear correlation of predictions and targets, from −1 to 1.',
  formula: 'cov(x, t) / √(var(x) · var(t))',
  description:
    'Sums of squares are in float32: values whose mean is far larger than their spread should be centred first.',
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
  accumulate: ({ prediction, target }, { ops, weight }) => ({
    x: weightedSum(prediction, weight, ops),
    t: weightedSum(target, weight, ops),
    xx: weightedSum(ops.square(prediction), weight, ops),
    tt: weightedSum(ops.square(target), weight, ops),
    xt: weightedSum(ops.mul(prediction, target), weight, ops),
    count: weightedCount(weight, sizeOf(ops.shape(target).slice(1)), ops),
  }),
  finish: (sums) => {
    const [x, t, xx, tt, xt, n] = ['x', 't', 'xx', 'tt', 'xt', 'count'].map((name) => sums[name]![0]!) as [
      number,
      number,
      number,
      number,
      number,
      number,
    ];
    return (xt - (x * t) / n) / Math.sqrt((xx - x ** 2 / n) * (tt - t ** 2 / n));
  },
});
