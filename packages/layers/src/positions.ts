import type { Ops } from '@neurite/contract';

/** `i / 10000^(2j / size)` as `[time, size / 2]`: the angles of position i. */
export const angles = <T>(time: number, size: number, ops: Ops<T>): T => {
  const half = Math.floor(size / 2);
  const frequencies = ops.exp(ops.mul(ops.iota([1, half], 1), (-2 * Math.log(10000)) / size));
  return ops.mul(ops.iota([time, 1], 0), frequencies);
};

/** Turns pairs of channels by angles that grow with the time, so that scores depend on distances. x is `[batch, heads, time, size]`. */
export const rotated = <T>(x: T, ops: Ops<T>): T => {
  const [, , time, size] = ops.shape(x) as readonly [number, number, number, number];
  const angle = angles(time, size, ops);
  const [cos, sin] = [ops.cos(angle), ops.sin(angle)];
  const [a, b] = ops.split(x, 2, -1) as readonly [T, T];
  return ops.concat(
    [ops.sub(ops.mul(a, cos), ops.mul(b, sin)), ops.add(ops.mul(b, cos), ops.mul(a, sin))],
    -1,
  );
};
