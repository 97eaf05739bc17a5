import { pretraining } from '@neurite/contract';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { eager } from '../eager.js';
import { described, leftovers, values } from '../test/leftovers.test.helper.js';

it('pretraining objectives take both halves of a stage', () => {
  const expectNothingElse = leftovers();
  const reconstruct = eager(
    pretraining({
      ...described,
      name: 'reconstruct',
      options: {},
      objective: ({ input, encode, decode }, { ops }) =>
        ops.sum(ops.square(ops.sub(decode(encode(input)), input)), 1),
    }),
  );
  const x = tf.tensor2d([[1, 2]]);
  const y = reconstruct(x, { encode: (a) => tf.mul(a, 3), decode: (code) => tf.sub(code, 1) });
  expect(values(y)).toEqual([1 + 9]);
  expectNothingElse(x, y);
});
