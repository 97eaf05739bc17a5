import { initializer } from '@neurite/contract';
import '@tensorflow/tfjs-backend-cpu';
import { eager } from '../eager.js';
import { described, leftovers, values } from '../test/leftovers.test.helper.js';

it('initializers make tensors of a seed, a path and fans', () => {
  const expectNothingElse = leftovers();
  const fans = eager(
    initializer({
      ...described,
      name: 'fans',
      options: {},
      initialize: ({ shape, fanIn, fanOut }, { random }) =>
        Float64Array.from(
          { length: shape.reduce((a, b) => a * b, 1) },
          () => 1000 * fanIn + fanOut + random.uniform() / 2,
        ),
    }),
  );
  const kernel = fans([3, 3, 2, 4]);
  expect(values(kernel).every((value) => Math.floor(value) === 18_036)).toBe(true);
  const vector = fans([5], { fanIn: 7, fanOut: 1 });
  expect(Math.floor(values(vector)[0]!)).toBe(7001);
  const draws = [fans([1]), fans([1], { seed: 1 }), fans([1], { path: 'a.kernel' }), fans([1])];
  expect(new Set(draws.map((x) => values(x)[0])).size).toBe(3);
  expectNothingElse(kernel, vector, draws);
});
