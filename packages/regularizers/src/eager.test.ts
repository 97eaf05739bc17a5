import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { dropout, l2, maxNorm } from './index.js';

it('l2 and max_norm work on plain tensors', () => {
  expect(l2(tf.tensor1d([1, -2, 3]), { strength: 0.1 }).dataSync()[0]).toBeCloseTo(1.4, 5);
  const w = maxNorm(tf.tensor2d([[3], [4]]), { limit: 1 });
  expect([...w.dataSync()]).toEqual([0.6, 0.8].map((value) => expect.closeTo(value, 5)));
});

it('the same key drops the same values', () => {
  const run = (key: number) => [...dropout(tf.ones([64]), { rate: 0.25, key }).dataSync()];
  expect(run(7)).toEqual(run(7));
  expect(run(7)).not.toEqual(run(8));
  expect([...new Set(run(7))].sort()).toEqual([0, expect.closeTo(4 / 3, 5)]);
});
