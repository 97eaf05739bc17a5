import { createWasm } from '@neurite/backend-wasm';
import { artifactOf, compile, doctor, load, memoryStorage, nn, open, save, train } from 'neurite';

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

type Name = 'cpu' | 'webgl' | 'wasm';
const backendOf = (name: Name) => (name === 'wasm' ? createWasm({ library: '/library.wasm' }) : name);

/** Trains in the page, keeps the artifact in its memory, and predicts exclusive or of all pairs. */
export const learned = async (name: Name): Promise<readonly number[]> => {
  const backend = backendOf(name);
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

const small = (batches: string) => {
  const recipe = compile(`
  model Net { input point: [2]  output scores = point -> dense(8) -> tanh -> dense(2) }
  data Moons { source: moons(count: 90, noise: 0.1)  shuffle: 3  field point = point  field label = label -> one_of(2) }
  train Run {
    model: Net  data: Moons  loss: cross_entropy  optimizer: adam(rate: 0.02)  regularize: l2(0.01) on "**.kernel"
    ${batches}  epochs: 2  seed: 3
  }`).recipe();
  if (!recipe.ok) throw new Error('no recipe');
  return recipe.value;
};

/** All weights, in the order of their paths, after training by large batches and by small ones that are accumulated. */
export const accumulated = async (name: Name): Promise<readonly (readonly number[])[]> => {
  const backend = backendOf(name);
  const weights: number[][] = [];
  for (const batches of ['batch: 20', 'batch: 5  accumulate: 4']) {
    const trained = await (await train(small(batches), { backend })).result();
    if (!trained.ok) throw new Error(trained.diagnostics.map(({ message }) => message).join('\n'));
    weights.push(
      [...trained.value.weights.keys()].sort().flatMap((path) => [...trained.value.weights.get(path)!.data]),
    );
  }
  return weights;
};

/** The names of the checks that were made, and the rate that was suggested. */
export const examined = async (name: Name): Promise<readonly [readonly string[], number | undefined]> => {
  const { checks, rates } = await doctor(small('batch: 10  accumulate: 2'), {
    backend: backendOf(name),
    steps: 20,
    rates: { from: 1e-3, to: 10, steps: 30 },
  });
  return [checks.filter(({ verdict }) => verdict !== 'skipped').map((check) => check.name), rates?.suggested];
};
