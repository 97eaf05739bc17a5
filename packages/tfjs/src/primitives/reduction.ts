import { sizeOf, type Shape } from '@neurite/contract';
import * as tf from '@tensorflow/tfjs-core';
import type { EagerPrimitives } from './eager-primitive.js';

/** So many numbers may be added one after the other in single precision. */
const addedAtOnce = 512;

/** Sums of the last axis of [rows, count], in rounds: some kernels of tfjs add naively, and 2²⁴ times 0.1 would be 15% off. */
const sumRows = (x: tf.Tensor): tf.Tensor => {
  const [rows, count] = x.shape as [number, number];
  if (count <= addedAtOnce) return tf.sum(x, 1);
  const parts = Math.floor(count / addedAtOnce);
  const whole = parts * addedAtOnce;
  const even = whole === count ? x : tf.slice(x, [0, 0], [rows, whole]);
  const sums = tf.sum(tf.reshape(even, [rows, parts, addedAtOnce]), 2);
  if (whole === count) return sumRows(sums);
  return tf.add(sumRows(sums), tf.sum(tf.slice(x, [0, whole], [rows, count - whole]), 1));
};

export const sum = (x: tf.Tensor, axes: Shape): tf.Tensor => {
  if (x.size === 0)
    return tf.zeros(
      x.shape.filter((_, axis) => !axes.includes(axis)),
      x.dtype as 'float32',
    );
  const count = sizeOf(axes.map((axis) => x.shape[axis]!));
  if (count <= addedAtOnce || x.dtype !== 'float32') return tf.sum(x, [...axes]);
  const kept = x.shape.map((_, axis) => axis).filter((axis) => !axes.includes(axis));
  const shape = kept.map((axis) => x.shape[axis]!);
  const order = [...kept, ...axes];
  const turned = order.every((axis, index) => axis === index) ? x : tf.transpose(x, order);
  return tf.reshape(sumRows(tf.reshape(turned, [sizeOf(shape), count])), shape);
};

/** The places of the k largest of each row; values are gathered from them. */
export const topKPlaces = (x: tf.Tensor, k: number): tf.Tensor => {
  const { indices, values } = tf.topk(x, k, true);
  values.dispose();
  return indices;
};

export const reductionPrimitives: EagerPrimitives<'reduce_sum' | 'reduce_max' | 'argmax' | 'cumsum'> = {
  reduce_sum: ([x], { axes }) => sum(x!, axes),
  reduce_max: ([x], { axes }) => tf.max(x!, [...axes]),
  argmax: ([x], { axis }) => tf.argMax(x!, axis),
  cumsum: ([x], { axis, exclusive, reverse }) => tf.cumsum(x!, axis, exclusive, reverse),
};
