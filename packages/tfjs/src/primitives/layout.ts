import { sizeOf, type Shape } from '@neurite/contract';
import * as tf from '@tensorflow/tfjs-core';
import { choose } from './choose.js';
import type { EagerPrimitives } from './eager-primitive.js';
import { fillingOf, hostTensor } from './source.js';

/**
 * Bools travel as integers: kernels of tfjs's WebAssembly backend move four bytes where a bool has one, beyond the memory of either.
 */
export const moved = (xs: readonly tf.Tensor[], move: (...xs: tf.Tensor[]) => tf.Tensor): tf.Tensor =>
  xs[0]!.dtype === 'bool'
    ? tf.notEqual(move(...xs.map((x) => tf.cast(x, 'int32'))), tf.scalar(0, 'int32'))
    : move(...xs);

const zeros = (shape: Shape): number[] => shape.map(() => 0);

/** Removes elements at both ends of each axis. */
const crop = (x: tf.Tensor, low: Shape, high: Shape): tf.Tensor =>
  [...low, ...high].every((count) => count === 0)
    ? x
    : tf.slice(
        x,
        [...low],
        x.shape.map((extent, axis) => extent - low[axis]! - high[axis]!),
      );

/** Puts `gap` numbers between neighbours along an axis: each element becomes a row, whose end is cut off behind the last. */
const spaced = (x: tf.Tensor, axis: number, gap: number, value: number): tf.Tensor => {
  const extent = x.shape[axis]!;
  if (gap === 0 || extent <= 1) return x;
  const [outer, inner] = [sizeOf(x.shape.slice(0, axis)), sizeOf(x.shape.slice(axis + 1))];
  const rows = tf.pad(
    tf.reshape(x, [outer, extent, 1, inner]),
    [
      [0, 0],
      [0, 0],
      [0, gap],
      [0, 0],
    ],
    value,
  );
  const merged = tf.reshape(rows, x.shape.with(axis, extent * (gap + 1)));
  return crop(merged, zeros(x.shape), zeros(x.shape).with(axis, gap));
};

/** tf.pad, axis by axis where there are many: its shader for WebGL does not compile for more than four. */
const grow = (x: tf.Tensor, low: Shape, high: Shape, value: number): tf.Tensor => {
  if (x.rank <= 4)
    return tf.pad(
      x,
      low.map((before, axis) => [before, high[axis]!]),
      value,
    );
  return low.reduce((y, before, axis) => {
    const after = high[axis]!;
    if (before === 0 && after === 0) return y;
    const [outer, inner] = [sizeOf(y.shape.slice(0, axis)), sizeOf(y.shape.slice(axis + 1))];
    const rows = tf.pad(
      tf.reshape(y, [outer, y.shape[axis]!, inner]),
      [
        [0, 0],
        [before, after],
        [0, 0],
      ],
      value,
    );
    return tf.reshape(rows, y.shape.with(axis, y.shape[axis]! + before + after));
  }, x);
};

interface Sides {
  readonly low: Shape;
  readonly high: Shape;
  readonly interior: Shape;
}
export const padded = (x: tf.Tensor, { low, high, interior }: Sides, value: number): tf.Tensor => {
  const wide = interior.reduce((y, gap, axis) => spaced(y, axis, gap, value), x);
  const grown = [...low, ...high].some((side) => side > 0)
    ? grow(
        wide,
        low.map((side) => Math.max(0, side)),
        high.map((side) => Math.max(0, side)),
        value,
      )
    : wide;
  return crop(
    grown,
    low.map((side) => Math.max(0, -side)),
    high.map((side) => Math.max(0, -side)),
  );
};

/** tfjs pads with a number; where only a tensor is known, it is chosen by a mask. */
const padBy = (x: tf.Tensor, value: tf.Tensor, sides: Sides): tf.Tensor => {
  const number = fillingOf(value);
  if (number !== undefined) return padded(x, sides, number);
  const inside = tf.notEqual(padded(tf.onesLike(x), sides, 0), tf.scalar(0, x.dtype as 'float32'));
  return choose(inside, padded(x, sides, 0), value);
};

/** Every `stride`-th element: tf.stridedSlice mistakes integers for floats on WebAssembly. */
const everyNth = (x: tf.Tensor, start: Shape, size: Shape, stride: Shape): tf.Tensor =>
  stride.reduce<tf.Tensor>((y, step, axis) => {
    if (step === 1)
      return tf.slice(
        y,
        start.map((first, at) => (at === axis ? first : 0)),
        y.shape.with(axis, size[axis]!),
      );
    return tf.gather(
      y,
      indexTensor(Array.from({ length: size[axis]! }, (_, index) => start[axis]! + index * step)),
      axis,
    );
  }, x);

export const layoutPrimitives: EagerPrimitives<
  'reshape' | 'transpose' | 'broadcast' | 'slice' | 'pad' | 'concat' | 'reverse'
> = {
  reshape: ([x], { shape }) => tf.engine().runKernel(tf.Reshape, { x: x! }, { shape: [...shape] }),
  transpose: (inputs, { permutation }) => moved(inputs, (x) => tf.transpose(x, [...permutation])),
  broadcast: ([x], { shape }) =>
    sizeOf(shape) === 0 ? tf.zeros([...shape], x!.dtype) : moved([x!], (y) => tf.broadcastTo(y, [...shape])),
  slice: (inputs, { start, size, stride }) =>
    moved(inputs, (x) =>
      stride.every((step) => step === 1)
        ? tf.slice(x, [...start], [...size])
        : everyNth(x, start, size, stride),
    ),
  pad: ([x, value], sides) => {
    if (x!.dtype !== 'bool') return padBy(x!, value!, sides);
    const number = tf.cast(value!, 'int32');
    return moved([x!], (y) => padBy(y, number, sides));
  },
  concat: (inputs, { axis }) => moved(inputs, (...xs) => tf.concat(xs, axis)),
  reverse: (inputs, { axes }) => moved(inputs, (x) => tf.reverse(x, [...axes])),
};

/** Moves an axis to the front and makes one of the others: [extent, rest]. */
const toFront = (x: tf.Tensor, axis: number): tf.Tensor => {
  const order = [axis, ...x.shape.map((_, at) => at).filter((at) => at !== axis)];
  const rest = sizeOf(x.shape.toSpliced(axis, 1));
  return tf.reshape(tf.transpose(x, order), [x.shape[axis]!, rest]);
};
const inside = (indices: tf.Tensor, extent: number): tf.Tensor =>
  tf.logicalAnd(
    tf.greaterEqual(indices, tf.scalar(0, 'int32')),
    tf.less(indices, tf.scalar(extent, 'int32')),
  );

export const indexPrimitives: EagerPrimitives<'gather' | 'scatter_add'> = {
  gather: ([x, indices], { axis }) => {
    const { shape } = x!;
    const valid = inside(indices!, shape[axis]!);
    // tfjs reads whatever lies there, or throws: only good places are asked for.
    const safe = tf.reshape(choose(valid, indices!, tf.zerosLike(indices!)), [-1]);
    const mask = tf.reshape(
      valid,
      shape.map((_, at) => (at === axis ? sizeOf(indices!.shape) : 1)),
    );
    return moved([x!], (values) => {
      const nothing = tf.scalar(values.dtype === 'float32' ? NaN : 0, values.dtype as 'float32');
      const rows = choose(mask, tf.gather(values, safe, axis), nothing);
      return tf.reshape(rows, shape.toSpliced(axis, 1, ...indices!.shape));
    });
  },
  // scatterND adds duplicates on every backend, where unsortedSegmentSum is missing on some. Bad places get a row that is cut off.
  scatter_add: ([indices, updates], { axis, size }) => {
    const count = sizeOf(indices!.shape);
    const { shape } = updates!;
    if (count === 0) return tf.zeros(shape.toSpliced(axis, indices!.rank, size), updates!.dtype as 'float32');
    const flat = tf.reshape(updates!, [...shape.slice(0, axis), count, ...shape.slice(axis + indices!.rank)]);
    const rows = toFront(flat, axis);
    const at = choose(inside(indices!, size), indices!, tf.fill(indices!.shape, size, 'int32'));
    const scattered = tf.scatterND(tf.reshape(at, [count, 1]), rows, [size + 1, rows.shape[1]!]);
    const sums = tf.slice(scattered, [0, 0], [size, rows.shape[1]!]);
    const outer = shape.slice(0, axis);
    const inner = shape.slice(axis + indices!.rank);
    const back = [...outer.map((_, at) => at + 1), 0, ...inner.map((_, at) => at + 1 + outer.length)];
    return tf.transpose(tf.reshape(sums, [size, ...outer, ...inner]), back);
  },
};

/** Numbers of the host as an index tensor. */
export const indexTensor = (values: ArrayLike<number>): tf.Tensor =>
  hostTensor({ dtype: 'int32', shape: [values.length] }, (index) => values[index]!);
