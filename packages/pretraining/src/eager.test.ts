import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { autoencoder } from './index.js';

it('autoencoder works on plain tensors', () => {
  const [x, w] = [tf.tensor2d([[1, 2]]), tf.tensor2d([[1], [0]])];
  const error = autoencoder(x, {
    encode: (v) => tf.matMul(v, w),
    decode: (h) => tf.matMul(h, w, false, true),
  });
  expect([...error.dataSync()]).toEqual([2]);
});
