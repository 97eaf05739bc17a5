import type { Ops } from '@neurite/contract';

/** `x · Φ(x)`. */
export const exactGelu = <T>(x: T, ops: Ops<T>): T =>
  ops.mul(x, ops.mul(ops.add(ops.erf(ops.mul(x, Math.SQRT1_2)), 1), 0.5));
