import { createWasm } from '@neurite/backend-wasm';
import { artifactOf, load, memoryStorage, nn, open, save, train } from 'neurite';

const xor = nn<{
  inputs: { point: { dtype: 'float32'; shape: readonly [2] } };
  outputs: { scores: { dtype: 'float32'; shape: readonly [2] } };
}>`
  model Xor { input point: [2]  output scores = point -> dense(8) -> tanh -> dense(2) }
  data Corners { source: xor(count: 64, noise: 0.05, seed: 1)  field point = point  field label = label -> one_of(2) }
  train Run {
    model: Xor  data: Corners  loss: cross_entropy  optimizer: adam(rate: 0.05)
    batch: 16  epochs: 40  seed: 3
  }
`;

/** Trains in the page, keeps the artifact in its memory, and predicts exclusive or of all pairs. */
export const learned = async (name: 'cpu' | 'webgl' | 'wasm'): Promise<readonly number[]> => {
  const backend = name === 'wasm' ? createWasm({ library: '/library.wasm' }) : name;
  const recipe = xor.recipe();
  if (!recipe.ok) throw new Error('no recipe');
  const trained = await (await train(recipe.value, { backend })).result();
  if (!trained.ok) throw new Error(trained.diagnostics.map(({ message }) => message).join('\n'));
  const storage = memoryStorage();
  await save(artifactOf(recipe.value, trained.value), storage);
  const model = await load(storage, { backend });
  const { scores } = await model.predict({
    point: [
      [0, 0],
      [0, 1],
      [1, 0],
      [1, 1],
    ],
  });
  model.close();
  return [...scores!.data];
};

/** The sum of three numbers, by a layer of ones. */
export const opened = async (): Promise<readonly number[]> => {
  const model = await open(nn`model Sum { input x: [3]  output y = x -> dense(1, init: ones) }`);
  const { y } = await model.predict({ x: [1, 2, 4] });
  model.close();
  return [...y!.data];
};
