import type { Ops } from '@neurite/contract';

// Keeps weights of length 0 at 0 instead of NaN; changes a length of 0.01 in its ninth digit.
const smallest = 1e-12;

/** The length of x over `axes`, which stay with extent 1. */
export const lengthOf = <T>(x: T, axes: readonly number[], ops: Ops<T>): T =>
  ops.sqrt(ops.add(ops.sum(ops.square(x), axes, true), smallest));
