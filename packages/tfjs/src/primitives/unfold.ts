import { sizeOf, type Padding, type Shape } from '@neurite/contract';
import * as tf from '@tensorflow/tfjs-core';
import { indexTensor } from './layout.js';

/** A window that slides over spatial axes. */
export interface Sliding {
  readonly input: Shape;
  readonly output: Shape;
  readonly size: Shape;
  readonly strides: Shape;
  readonly padding: Padding;
  readonly dilation: Shape;
}

/** Visits the coordinates of a flat index along all axes; −1 where one of them is outside. */
const flatten = (shape: Shape, coordinate: (axis: number) => number): number => {
  let flat = 0;
  for (let axis = 0; axis < shape.length; axis++) {
    const at = coordinate(axis);
    if (!Number.isInteger(at) || at < 0 || at >= shape[axis]!) return -1;
    flat = flat * shape[axis]! + at;
  }
  return flat;
};
const coordinates = (flat: number, shape: Shape): readonly number[] => {
  const found = new Array<number>(shape.length);
  for (let axis = shape.length - 1, rest = flat; axis >= 0; axis--) {
    found[axis] = rest % shape[axis]!;
    rest = Math.floor(rest / shape[axis]!);
  }
  return found;
};

const table = (
  from: Shape,
  to: Shape,
  s: Sliding,
  place: (own: number, element: number, axis: number) => number,
) => {
  const elements = sizeOf(s.size);
  return Int32Array.from({ length: sizeOf(from) * elements }, (_, index) => {
    const own = coordinates(Math.floor(index / elements), from);
    const element = coordinates(index % elements, s.size);
    return flatten(to, (axis) => place(own[axis]!, element[axis]!, axis));
  });
};

/** For each place and element of its window, the position in the input, or −1: [places · elements]. */
export const positionsOf = (s: Sliding): Int32Array =>
  table(
    s.output,
    s.input,
    s,
    (place, element, axis) => place * s.strides[axis]! - s.padding[axis]![0] + element * s.dilation[axis]!,
  );

/** For each position and element of a window, the place whose window has that element there, or −1: [positions · elements]. */
export const placesOf = (s: Sliding): Int32Array =>
  table(
    s.input,
    s.output,
    s,
    (position, element, axis) =>
      (position + s.padding[axis]![0] - element * s.dilation[axis]!) / s.strides[axis]!,
  );

/** Reads `[batch, ...spatial, channels]` by a table into [batch, entries / elements, elements, channels]; `outside` where it says −1. */
export const unfold = (x: tf.Tensor, entries: Int32Array, elements: number, outside: number): tf.Tensor => {
  const [batch, channels] = [x.shape[0]!, x.shape.at(-1)!];
  const positions = sizeOf(x.shape.slice(1, -1));
  if (x.size === 0) return tf.zeros([batch, entries.length / elements, elements, channels]);
  // One more position behind the last holds what lies outside.
  const rows = tf.reshape(x, [batch, positions, channels]);
  const extended = entries.includes(-1) ? tf.concat([rows, tf.fill([batch, 1, channels], outside)], 1) : rows;
  const at = indexTensor(entries.map((entry) => (entry < 0 ? positions : entry)));
  return tf.reshape(tf.gather(extended, at, 1), [batch, entries.length / elements, elements, channels]);
};
