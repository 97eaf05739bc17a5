import * as tf from '@tensorflow/tfjs-core';
import { choose } from './choose.js';
import { isOn } from './is-on.js';

// Functions that some backends of tfjs compute by formulas that cancel near 0: log(1 + x), exp(x) − 1, an erf that is right to
// 1.5e-7 absolutely and so meaningless for small x. Others ask a library that knows better: JavaScript's, or that of C.

/** c₀ + x·(c₁ + x·(c₂ + …)). */
const polynomial = (x: tf.Tensor, [last, ...others]: readonly number[]): tf.Tensor =>
  others.reduce<tf.Tensor>(
    (sum, coefficient) => tf.add(tf.mul(sum, x), coefficient),
    tf.fill(x.shape, last!),
  );

/** ln u less the correction for what 1 + x lost in rounding; where ln u is not finite, that. */
export const log1p = (x: tf.Tensor): tf.Tensor => {
  if (isOn('cpu')) return tf.log1p(x);
  const u = tf.add(x, 1);
  const rough = tf.log(u);
  const lost = tf.div(tf.sub(tf.sub(u, 1), x), u);
  return choose(tf.isFinite(rough), tf.sub(rough, lost), rough);
};

/** Near 0 the Taylor series up to x⁸. */
export const expm1 = (x: tf.Tensor): tf.Tensor => {
  if (isOn('cpu')) return tf.expm1(x);
  const series = polynomial(x, [1 / 40320, 1 / 5040, 1 / 720, 1 / 120, 1 / 24, 1 / 6, 1 / 2, 1]);
  return choose(tf.less(tf.abs(x), 0.35), tf.mul(x, series), tf.sub(tf.exp(x), 1));
};

/** Near 0 the series 2/√π · Σ (−1)ⁿ x²ⁿ⁺¹ / (n! · (2n + 1)), whose terms shrink fast below 0.75. */
export const erf = (x: tf.Tensor): tf.Tensor => {
  const coefficients = [-1 / 75600, 1 / 9360, -1 / 1320, 1 / 216, -1 / 42, 1 / 10, -1 / 3, 1];
  const series = polynomial(
    tf.square(x),
    coefficients.map((c) => (2 / Math.sqrt(Math.PI)) * c),
  );
  return choose(tf.less(tf.abs(x), 0.75), tf.mul(x, series), tf.erf(x));
};
