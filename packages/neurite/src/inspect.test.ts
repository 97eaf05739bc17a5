import { inspect, nn } from './index.js';

const compilation = nn`
  model Sum { input point: [2]  h = point -> dense(3, init: ones) -> relu  output scores = h -> dense(2, init: ones) }
  data Corners { source: xor(count: 8, noise: 0)  field point = point  field label = label -> one_of(2) }
  train Run { model: Sum  data: Corners  loss: cross_entropy  optimizer: sgd(rate: 0.1)  batch: 4  epochs: 1 }
`;

it('looks inside the network of a recipe', async () => {
  const recipe = compilation.recipe();
  if (!recipe.ok) throw new Error('no recipe');
  const { values, gradients, loss } = await inspect(recipe.value, {
    values: ['h', 'point'],
    gradients: ['h.dense.kernel', 'h'],
  });
  // All weights are 1: each unit holds a + b.
  const sums = [0, 1, 2, 3].map(
    (row) => values['point']!.data[2 * row]! + values['point']!.data[2 * row + 1]!,
  );
  expect([...values['h']!.data]).toEqual(sums.flatMap((sum) => [sum, sum, sum]));
  expect(loss).toBeCloseTo(Math.LN2, 6);
  // Both scores are equal and have equal weights: what one gives to h the other takes.
  expect([...gradients['h']!.data].every((value) => Math.abs(value) < 1e-7)).toBe(true);
  expect(gradients['h.dense.kernel']!.shape).toEqual([2, 3]);
});

it('says at the user what is not there', async () => {
  const recipe = compilation.recipe();
  if (!recipe.ok) throw new Error('no recipe');
  await expect(inspect(recipe.value, { values: ['g'] })).rejects.toThrow('error[unknown-value]');
});
