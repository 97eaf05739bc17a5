import type { Ops } from '@neurite/contract';

/** The quotient, rounded down. Division of integers rounds down by itself. */
export const floorDivided = <T>(a: T, b: T, ops: Ops<T>): T => {
  const quotient = ops.div(a, b);
  return ops.dtype(quotient) === 'int32' ? quotient : ops.floor(quotient);
};
