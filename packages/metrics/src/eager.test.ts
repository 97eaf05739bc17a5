import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { accuracy } from './index.js';

it('accuracy works on plain tensors', async () => {
  const scores = tf.tensor2d([
    [0.1, 0.9],
    [2, 1],
    [0, 3],
  ]);
  expect(await accuracy(scores, tf.tensor1d([1, 1, 1], 'int32'))).toBeCloseTo(2 / 3, 6);
});
