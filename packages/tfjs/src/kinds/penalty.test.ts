import { constraint, regularizer } from '@neurite/contract';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { eager } from '../eager.js';
import { described, leftovers, values } from '../test/leftovers.test.helper.js';

it('regularizers give a scalar, constraints the parameter projected', () => {
  const expectNothingElse = leftovers();
  const strength = { strength: { type: 'float', default: 0.5, doc: 'Strength.' } } as const;
  const l2 = eager(
    regularizer({
      ...described,
      name: 'l2',
      options: strength,
      penalty: (w, { ops, options }) => ops.mul(ops.sum(ops.square(w)), options.strength),
    }),
  );
  const positive = eager(
    constraint({ ...described, name: 'positive', options: {}, project: (w, { ops }) => ops.relu(w) }),
  );
  const w = tf.tensor1d([3, -4]);
  const results = [l2(w), l2(w, { strength: 2 }), positive(w)];
  expect(results.map(values)).toEqual([[12.5], [50], [3, 0]]);
  expectNothingElse(w, results);
});
