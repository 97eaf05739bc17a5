import { type Example, type Ops, metric, sizeOf } from '@neurite/contract';
import { weightedCount, weightedSum } from './weighted.js';

/** A mean over predicted numbers, finished by a function of it. */
export const meanError = (entry: {
  readonly name: string;
  readonly summary: string;
  readonly formula: string;
  readonly description?: string;
  readonly examples: readonly Example[];
  error<T>(prediction: T, target: T, ops: Ops<T>): T;
  readonly finish?: (mean: number) => number;
}) => {
  const { error, finish = (mean) => mean, ...rest } = entry;
  return metric({
    ...rest,
    options: {},
    signatures: [{ prediction: '[batch, ...s]', target: '[batch, ...s]' }],
    better: 'lower',
    unit: 'number',
    accumulate: ({ prediction, target }, { ops, weight }) => {
      const positions = sizeOf(ops.shape(prediction).slice(1));
      return {
        total: weightedSum(error(prediction, target, ops), weight, ops),
        count: weightedCount(weight, positions, ops),
      };
    },
    finish: ({ total, count }) => finish(total![0]! / count![0]!),
  });
};
