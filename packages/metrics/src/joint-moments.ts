import { type HostArray, type Ops, sizeOf } from '@neurite/contract';
import { weightedCount, weightedSum } from './weighted.js';

/** Sums of which the moments of predictions and targets are made, and those of both together. */
export const jointSums = <T>(prediction: T, target: T, weight: T, ops: Ops<T>) => ({
  x: weightedSum(prediction, weight, ops),
  t: weightedSum(target, weight, ops),
  xx: weightedSum(ops.square(prediction), weight, ops),
  tt: weightedSum(ops.square(target), weight, ops),
  xt: weightedSum(ops.mul(prediction, target), weight, ops),
  count: weightedCount(weight, sizeOf(ops.shape(target).slice(1)), ops),
});

/** The moments that such sums come to; variances and covariance over all, not estimates. */
export const jointMoments = (sums: Readonly<Record<string, HostArray>>) => {
  const count = sums['count']![0]!;
  const mean = (name: string): number => sums[name]![0]! / count;
  const [x, t] = [mean('x'), mean('t')];
  return {
    means: { x, t },
    variances: { x: mean('xx') - x ** 2, t: mean('tt') - t ** 2 },
    covariance: mean('xt') - x * t,
  };
};
