import type { Ops } from '@neurite/contract';

/** Splits the last axis in two: what is passed on, and what decides how much of it. */
export const halves = <T>(x: T, ops: Ops<T>): readonly [passed: T, gate: T] => {
  const [passed, gate] = ops.split(x, 2, -1);
  return [passed!, gate!];
};
