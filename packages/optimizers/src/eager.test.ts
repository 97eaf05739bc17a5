import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { adam, cosine } from './index.js';

it('adam moves by its rate at first', () => {
  const optimizer = adam({ rate: 0.1 });
  const { parameters, state } = optimizer.update({ w: tf.tensor1d([1, 2]) }, { w: tf.tensor1d([0.5, -3]) });
  expect([...parameters.w.dataSync()]).toEqual([0.9, 2.1].map((value) => expect.closeTo(value, 5)));
  expect(state.step).toBe(1);
});

it('a schedule is a function of the step', () => {
  expect(cosine(50, 100)).toBeCloseTo(0.5, 12);
});
