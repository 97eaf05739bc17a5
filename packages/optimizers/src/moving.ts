import type { Ops } from '@neurite/contract';

/** A moving mean: `βa + (1 − β)x`. */
export const moved = <T>(average: T, x: T, beta: number, ops: Ops<T>): T =>
  ops.add(ops.mul(average, beta), ops.mul(x, 1 - beta));
