import type { Ops } from '@neurite/contract';

/** The length of the weights that go into each unit: over all axes but the last, which stay with extent 1. */
export const incomingNorm = <T>(w: T, ops: Ops<T>): T => {
  const axes = ops
    .shape(w)
    .map((_, axis) => axis)
    .slice(0, -1);
  // Of a vector, such as a bias, each element is by itself.
  return axes.length === 0 ? ops.abs(w) : ops.sqrt(ops.sum(ops.square(w), axes, true));
};
