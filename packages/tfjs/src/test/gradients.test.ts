import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-backend-wasm';
import { checkGradients, gradientCases, type GradientResult } from './gradient-cases.test.helper.js';

const tolerance = { absolute: 2e-5, relative: 2e-4 };

// In Node tfjs registers no gradients of its own: all that flows here is ours.
describe.each(['cpu', 'wasm'])('gradients of eager functions on tfjs-%s in Node', (backend) => {
  let results: ReadonlyMap<string, GradientResult>;
  beforeAll(async () => {
    await tf.setBackend(backend);
    results = new Map((await checkGradients(tolerance)).map((result) => [result.name, result]));
  }, 60_000);

  it.each(gradientCases.map(({ name }) => name))('%s', (name) => {
    expect(results.get(name)).toEqual({ name });
  });
});

it('tfjs has no gradients of its own in Node, and ours do not need them', () => {
  const x = tf.tensor1d([1, 2]);
  expect(() => tf.grad((y) => tf.square(y))(x)).toThrow('gradient function not found');
});
