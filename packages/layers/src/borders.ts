import { type Ops, type Shape, at } from '@neurite/contract';

/** The width of the border at each axis of `[batch, ...spatial, channels]`. */
export const borders = (shape: Shape, amount: number | Shape): readonly number[] =>
  shape.map((_, axis) => (axis === 0 || axis === shape.length - 1 ? 0 : at(amount, axis - 1)));

/** Adds a border that is made of what is inside, axis by axis. */
export const extended = <T>(x: T, sides: readonly number[], mode: 'reflect' | 'edge', ops: Ops<T>): T =>
  sides.reduce((y, side, axis) => {
    if (side === 0) return y;
    const last = ops.shape(y)[axis]! - 1;
    const indices = Array.from({ length: last + 1 + 2 * side }, (_, i) =>
      mode === 'edge' ? Math.min(last, Math.max(0, i - side)) : reflected(i - side, last),
    );
    return ops.gather(y, ops.constant(indices, [indices.length], 'int32'), axis);
  }, x);

/** The place that a mirror at each end shows at `index`; there and back again where the border is wider than the inside. */
const reflected = (index: number, last: number): number => {
  if (last === 0) return 0;
  const period = 2 * last;
  const within = ((index % period) + period) % period;
  return Math.min(within, period - within);
};
