import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { crossEntropy, hinge, squaredHinge } from './index.js';

it('cross_entropy works on plain tensors, and so does its gradient', () => {
  const [scores, labels] = [
    tf.tensor2d([
      [0, 0],
      [3, -1],
    ]),
    tf.tensor1d([1, 0], 'int32'),
  ];
  expect([...crossEntropy(scores, labels).dataSync()]).toEqual(
    [0.6931472, 0.0181499].map((y) => expect.closeTo(y, 5)),
  );
  // softmax less one-hot
  const slopes = tf.grad((x: tf.Tensor) => crossEntropy(x, labels))(scores);
  expect([...slopes.dataSync()]).toEqual([0.5, -0.5, -0.0179862, 0.0179862].map((y) => expect.closeTo(y, 5)));
});

it('the hinge family takes 0 and 1 as well as −1 and 1', () => {
  const scores = tf.tensor1d([2, 0.5, 0.5]);
  const [classes, signs] = [tf.tensor1d([1, 1, 0], 'int32'), tf.tensor1d([1, 1, -1])];
  for (const targets of [classes, signs]) {
    expect([...hinge(scores, targets).dataSync()]).toEqual([0, 0.5, 1.5]);
    expect([...squaredHinge(scores, targets).dataSync()]).toEqual([0, 0.25, 2.25]);
  }
});
