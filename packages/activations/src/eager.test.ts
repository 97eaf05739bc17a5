import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { gelu, prelu } from './index.js';

it('gelu works on a plain tensor, and so does its gradient', () => {
  const x = tf.tensor1d([-1, 0, 2]);
  expect([...gelu(x, { approximate: 'tanh' }).dataSync()]).toEqual(
    [-0.158808, 0, 1.9545977].map((y) => expect.closeTo(y, 5)),
  );
  // Φ(x) + x·φ(x)
  const slopes = tf.grad((v: tf.Tensor) => gelu(v))(x);
  expect([...slopes.dataSync()]).toEqual([-0.0833155, 0.5, 1.0852319].map((y) => expect.closeTo(y, 5)));
});

it('prelu takes its slope as a tensor', () => {
  const y = prelu(tf.tensor2d([[-2, 3]]), { slope: tf.tensor1d([0.5, 0.5]) });
  expect([...y.dataSync()]).toEqual([-1, 3]);
});
