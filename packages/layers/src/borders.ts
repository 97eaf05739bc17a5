import { type Ops, type Shape, at } from '@neurite/contract';

/** The options of what adds or takes away a border. */
export const borderOptions = {
  amount: {
    type: 'extents',
    axes: 'space',
    minimum: 0,
    doc: 'How many places on each side: one number, or one for each axis.',
  },
  after: {
    type: 'extents',
    axes: 'space',
    default: null,
    minimum: 0,
    doc: 'How many behind, where that differs; `amount` is then how many before.',
  },
} as const;

interface BorderSettings {
  readonly amount: number | Shape;
  readonly after: number | Shape | null;
}

/** The widths of the borders before and behind each axis of `[batch, ...spatial, channels]`. */
export const borders = (
  shape: Shape,
  { amount, after }: BorderSettings,
): { readonly before: Shape; readonly after: Shape } => {
  const widths = (of: number | Shape) =>
    shape.map((_, axis) => (axis === 0 || axis === shape.length - 1 ? 0 : at(of, axis - 1)));
  return { before: widths(amount), after: widths(after ?? amount) };
};

/** Adds a border that is made of what is inside, axis by axis. */
export const extended = <T>(
  x: T,
  { before, after }: ReturnType<typeof borders>,
  mode: 'reflect' | 'edge',
  ops: Ops<T>,
): T =>
  before.reduce((y, side, axis) => {
    const behind = after[axis]!;
    if (side === 0 && behind === 0) return y;
    const last = ops.shape(y)[axis]! - 1;
    const indices = Array.from({ length: last + 1 + side + behind }, (_, i) =>
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
