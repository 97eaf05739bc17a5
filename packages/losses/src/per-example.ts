import type { Ops } from '@neurite/contract';

/** The mean over all axes after the batch: one number for each example. */
export const perExample = <T>(x: T, ops: Ops<T>): T => {
  const axes = ops
    .shape(x)
    .map((_, axis) => axis)
    .slice(1);
  return axes.length === 0 ? x : ops.mean(x, axes);
};
