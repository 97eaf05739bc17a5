import { sizeOf, type Shape } from '@neurite/contract';
import { broadcastShapes } from '@neurite/program';
import * as tf from '@tensorflow/tfjs-core';
import { isOn } from './is-on.js';

/** x grown to a shape. tfjs's own broadcast takes a hundred times as long on WebAssembly as a product with ones, which keeps NaN as well. */
export const repeated = (x: tf.Tensor, shape: Shape): tf.Tensor => {
  const to = [...shape];
  if (!isOn('wasm')) return tf.broadcastTo(x, to);
  if (x.dtype !== 'bool') return tf.mul(x, tf.ones(to, x.dtype as 'float32'));
  // Only products and sums of floats broadcast quickly.
  return tf.notEqual(tf.mul(tf.cast(x, 'float32'), tf.ones(to)), tf.zeros(to));
};

/** Operands of one shape where a kernel would be slow to broadcast: on WebAssembly, unless it is one of arithmetic with floats. */
export const evened = (xs: readonly tf.Tensor[]): readonly tf.Tensor[] => {
  // Products of integers are no faster at it than comparisons.
  if (!isOn('wasm') || xs[0]!.dtype === 'int32') return xs;
  const shape = broadcastShapes(xs.map((x) => x.shape));
  return xs.map((x) =>
    tf.util.arraysEqual(x.shape, [...shape]) || sizeOf(shape) === 0 ? x : repeated(x, shape),
  );
};
