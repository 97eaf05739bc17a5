import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { batchNorm, layerNorm } from './index.js';

it('layer_norm works on plain tensors', () => {
  const y = layerNorm(
    tf.tensor2d([
      [1, 3],
      [20, 10],
    ]),
    { scale: tf.ones([2]), shift: tf.zeros([2]) },
  );
  expect([...y.dataSync()]).toEqual([-1, 1, 1, -1].map((value) => expect.closeTo(value, 4)));
});

it('batch_norm gives its renewed statistics back', () => {
  const tensors = { scale: tf.ones([1]), shift: tf.zeros([1]), mean: tf.zeros([1]), variance: tf.ones([1]) };
  const { state } = batchNorm(tf.tensor2d([[1], [3]]), tensors, { training: true });
  expect([...state.mean.dataSync(), ...state.variance.dataSync()]).toEqual(
    [0.2, 1.1].map((value) => expect.closeTo(value, 5)),
  );
});
