import { loss } from '@neurite/contract';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { eager } from '../eager.js';
import { described, leftovers, values } from '../test/leftovers.test.helper.js';

it('losses give a number for each example', () => {
  const expectNothingElse = leftovers();
  const squared = eager(
    loss({
      ...described,
      name: 'squared',
      options: { factor: { type: 'float', default: 1, doc: 'Factor.' } },
      signatures: [{ prediction: '[batch]', target: '[batch]' }],
      reads: 'values',
      apply: ({ prediction, target }, { ops, options }) =>
        ops.mul(ops.square(ops.sub(prediction, target)), options.factor),
    }),
  );
  const [a, b] = [tf.tensor1d([1, 5]), tf.tensor1d([3, 4])];
  const y = squared(a, b, { factor: 2 });
  const byName = squared({ prediction: a, target: b });
  expect([values(y), values(byName)]).toEqual([
    [8, 2],
    [4, 1],
  ]);
  expectNothingElse(a, b, y, byName);
});
