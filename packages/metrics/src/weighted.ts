import type { Ops } from '@neurite/contract';

/** Σ w · x over `[batch, …]`, w one weight for each example. */
export const weightedSum = <T>(x: T, weight: T, ops: Ops<T>): T => {
  const shape = ops.shape(x);
  return ops.sum(ops.mul(x, ops.reshape(weight, [shape[0]!, ...shape.slice(1).map(() => 1)])));
};

/** Σ w, counted once for each of `positions` values of an example. */
export const weightedCount = <T>(weight: T, positions: number, ops: Ops<T>): T =>
  ops.mul(ops.sum(weight), positions);
