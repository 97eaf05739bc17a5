import { transform } from '@neurite/contract';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { eager } from '../eager.js';
import { any, described, leftovers, values } from '../test/leftovers.test.helper.js';

it('transforms are fitted on one tensor and applied to others', async () => {
  const expectNothingElse = leftovers();
  const centre = eager(
    transform({
      ...described,
      name: 'centre',
      options: {},
      inputs: { x: any },
      outputs: { y: any },
      fitted: { mean: '[]' },
      fit: ({ data }) => ({
        mean: { dtype: 'float32', shape: [], data: Float64Array.of((data[0]! + data[1]!) / 2) },
      }),
      apply: (x, { ops, fitted }) => ops.sub(x, fitted.mean),
    }),
  );
  const double = eager(
    transform({
      ...described,
      name: 'double',
      options: {},
      inputs: { x: any },
      outputs: { y: any },
      apply: (x, { ops }) => ops.mul(x, 2),
    }),
  );
  const [train, test] = [tf.tensor1d([1, 3]), tf.tensor1d([5])];
  const fitted = await centre.fit(train);
  const [y, z] = [centre.apply(test, fitted), double.apply(test)];
  expect([values(y), values(z)]).toEqual([[3], [10]]);
  expectNothingElse(train, test, fitted.mean, y, z);
});
