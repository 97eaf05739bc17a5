import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { lstm, maxPool, maxUnpool } from './index.js';

it('lstm learns its units from its kernels', () => {
  const [x, kernel, recurrent, bias] = [
    tf.ones([1, 5, 2]),
    tf.ones([2, 12]),
    tf.ones([3, 12]),
    tf.zeros([12]),
  ];
  const { y, last } = lstm(x, { kernel, recurrent, bias });
  expect([y.shape, last.shape]).toEqual([
    [1, 5, 3],
    [1, 3],
  ]);
  expect([...last.dataSync()]).toEqual([...tf.slice(y, [0, 4, 0], [1, 1, 3]).dataSync()]);
});

it('max_pool and max_unpool belong together', () => {
  const pool = maxPool(tf.tensor([1, 4, 2, 3], [1, 4, 1]), { size: 2 });
  expect([...pool.y.dataSync()]).toEqual([4, 3]);
  expect([...maxUnpool({ x: pool.y, positions: pool.positions }).dataSync()]).toEqual([0, 4, 0, 3]);
});
