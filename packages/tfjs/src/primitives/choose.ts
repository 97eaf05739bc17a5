import { broadcastShapes } from '@neurite/program';
import * as tf from '@tensorflow/tfjs-core';
import { isOn } from './is-on.js';
import { repeated } from './repeated.js';

const lifted = (x: tf.Tensor, rank: number): tf.Tensor =>
  x.rank === rank ? x : tf.reshape(x, [...new Array<number>(rank - x.rank).fill(1), ...x.shape]);

/** tf.where of any rank: its shader for WebGL stops at four axes, so more of them become one. On WebAssembly its broadcasts are slow. */
export const choose = (condition: tf.Tensor, a: tf.Tensor, b: tf.Tensor): tf.Tensor => {
  const rank = Math.max(condition.rank, a.rank, b.rank);
  if (rank <= 4 && !isOn('wasm')) return tf.where(condition, a, b);
  const [c, x, y] = [condition, a, b].map((each) => lifted(each, rank)) as [tf.Tensor, tf.Tensor, tf.Tensor];
  const shape = [...broadcastShapes([c.shape, x.shape, y.shape])];
  const grown = (each: tf.Tensor): tf.Tensor =>
    shape.every((extent, axis) => extent === each.shape[axis]) ? each : repeated(each, shape);
  // The kernel itself: tf.where would copy operands that have the shape already.
  if (isOn('wasm')) {
    const operands = { condition: grown(c), t: grown(x), e: grown(y) };
    return tf.engine().runKernel(tf.Select, operands);
  }
  const flat = (each: tf.Tensor): tf.Tensor => tf.reshape(each.size === 1 ? each : grown(each), [-1]);
  return tf.reshape(tf.where(flat(c), flat(x), flat(y)), shape);
};
