import { sizeOf, type Ops, type Shape } from '@neurite/contract';
import { invariant } from '../invariant.js';
import type { Toolkit } from './toolkit.js';

type Layout =
  | (
      | 'reshape'
      | 'transpose'
      | 'broadcastTo'
      | 'expand'
      | 'squeeze'
      | 'slice'
      | 'pad'
      | 'concat'
      | 'stack'
      | 'split'
    )
  | ('reverse' | 'gather' | 'scatterAdd' | 'oneHot');

const filled = (length: number, value: number): number[] => new Array<number>(length).fill(value);

/** The shape with its one −1 replaced by what is left of `size`. */
const completed = (shape: Shape, size: number): Shape => {
  const open = shape.indexOf(-1);
  if (open < 0) return shape;
  const known = shape.reduce((product, extent, axis) => (axis === open ? product : product * extent), 1);
  invariant(known > 0 && size % known === 0, () => `${size} elements do not fill [${shape.join(',')}]`);
  return shape.with(open, size / known);
};

export const layoutOps = <T>(kit: Toolkit<T>): Pick<Ops<T>, Layout> => {
  const { shape, rank, one } = kit;
  const expand = (x: T, axis: number): T => kit.reshape(x, shape(x).toSpliced(kit.axis(x, axis, 1), 0, 1));
  const slice = (x: T, start: Shape, size: Shape, stride: Shape = filled(rank(x), 1)): T =>
    one('slice', [x], {
      start,
      stride,
      size: size.map((extent, axis) =>
        extent === -1 ? Math.ceil((shape(x)[axis]! - start[axis]!) / stride[axis]!) : extent,
      ),
    });
  const concat = (xs: readonly T[], axis: number): T => {
    invariant(xs.length > 0, 'there is nothing to concatenate');
    return one('concat', xs, { axis: kit.axis(xs[0]!, axis) });
  };

  return {
    reshape: (x, to) => kit.reshape(x, completed(to, sizeOf(shape(x)))),
    transpose: (x, permutation) => {
      const axes = rank(x);
      invariant(permutation !== undefined || axes >= 2, 'there are no two axes to swap');
      const swapped = [
        ...filled(axes, 0)
          .map((_, axis) => axis)
          .slice(0, -2),
        axes - 1,
        axes - 2,
      ];
      return one('transpose', [x], { permutation: permutation?.map((axis) => kit.axis(x, axis)) ?? swapped });
    },
    broadcastTo: (x, to) => one('broadcast', [kit.lift(x, to.length)], { shape: to }),
    expand,
    squeeze: (x, axes) => {
      const dropped = kit.axes(x, axes);
      invariant(
        dropped.every((axis) => shape(x)[axis] === 1),
        () => `only axes of extent 1 can be dropped from [${shape(x).join(',')}]`,
      );
      return kit.reshape(
        x,
        shape(x).filter((_, axis) => !dropped.includes(axis)),
      );
    },
    slice,
    pad: (x, low, high, options) =>
      one('pad', [x, kit.number(options?.value ?? 0, kit.dtype(x), 0)], {
        low,
        high,
        interior: options?.interior ?? filled(rank(x), 0),
      }),
    concat,
    stack: (xs, axis) =>
      concat(
        xs.map((x) => expand(x, axis)),
        axis < 0 ? rank(xs[0]!) + 1 + axis : axis,
      ),
    split: (x, parts, axis) => {
      const along = kit.axis(x, axis);
      const extent = shape(x)[along]!;
      const extents = typeof parts === 'number' ? filled(parts, extent / parts) : parts;
      invariant(
        extents.every(Number.isInteger) && extents.reduce((a, b) => a + b, 0) === extent,
        () => `an extent of ${extent} does not fall into parts of ${extents.join(', ')}`,
      );
      let start = 0;
      return extents.map((part) => {
        const taken = slice(x, filled(rank(x), 0).with(along, start), shape(x).with(along, part));
        start += part;
        return taken;
      });
    },
    reverse: (x, axes) => one('reverse', [x], { axes: kit.axes(x, axes) }),
    gather: (x, indices, axis = 0) => one('gather', [x, indices], { axis: kit.axis(x, axis) }),
    // Counted in the result, which has one axis where the updates have those of the indices.
    scatterAdd: (indices, updates, size, axis = 0) =>
      one('scatter_add', [indices, updates], { size, axis: kit.axis(updates, axis, 1 - rank(indices)) }),
    oneHot: (indices, classes) => {
      const axes = rank(indices) + 1;
      const numbers = one('iota', [], {
        type: { dtype: 'int32', shape: filled(axes, 1).with(axes - 1, classes) },
        axis: axes - 1,
      });
      return one('cast', [one('equal', [expand(indices, -1), numbers], {})], { dtype: 'float32' });
    },
  };
};
