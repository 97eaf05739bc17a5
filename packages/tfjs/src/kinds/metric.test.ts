import { metric } from '@neurite/contract';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { eager } from '../eager.js';
import { described, leftovers } from '../test/leftovers.test.helper.js';

it('metrics finish on the host', async () => {
  const expectNothingElse = leftovers();
  const matches = eager(
    metric({
      ...described,
      name: 'matches',
      options: {},
      signatures: [{ prediction: 'int32[batch]', target: 'int32[batch]' }],
      better: 'higher',
      unit: 'fraction',
      accumulate: ({ prediction, target }, { ops, weight }) => ({
        right: ops.sum(ops.mul(ops.cast(ops.equal(prediction, target), 'float32'), weight)),
        count: ops.sum(weight),
      }),
      finish: ({ right, count }) => right![0]! / count![0]!,
    }),
  );
  const [a, b, weight] = [
    tf.tensor1d([1, 2, 3], 'int32'),
    tf.tensor1d([1, 0, 3], 'int32'),
    tf.tensor1d([1, 1, 0]),
  ];
  expect(await matches(a, b)).toBeCloseTo(2 / 3, 6);
  expect(await matches(a, b, { weight })).toBe(0.5);
  expectNothingElse(a, b, weight);
});
