import { broadcastShapes } from '@neurite/program';
import * as tf from '@tensorflow/tfjs-core';
import { hasKernels, selected } from '../kernels/index.js';

const lifted = (x: tf.Tensor, rank: number): tf.Tensor =>
  x.rank === rank ? x : tf.reshape(x, [...new Array<number>(rank - x.rank).fill(1), ...x.shape]);

/** By a kernel of ours where one runs; else tf.where of any rank: its shader for WebGL stops at four axes, so more of them become one. */
export const choose = (condition: tf.Tensor, a: tf.Tensor, b: tf.Tensor): tf.Tensor => {
  if (hasKernels()) return selected([condition, a, b]);
  const rank = Math.max(condition.rank, a.rank, b.rank);
  if (rank <= 4) return tf.where(condition, a, b);
  const [c, x, y] = [condition, a, b].map((each) => lifted(each, rank)) as [tf.Tensor, tf.Tensor, tf.Tensor];
  const shape = [...broadcastShapes([c.shape, x.shape, y.shape])];
  const flat = (each: tf.Tensor): tf.Tensor =>
    tf.reshape(each.size === 1 ? each : tf.broadcastTo(each, shape), [-1]);
  return tf.reshape(tf.where(flat(c), flat(x), flat(y)), shape);
};
