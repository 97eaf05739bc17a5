import { jest } from '@jest/globals';
import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { compile } from '@neurite/compiler';
import type { Backend, HostTensor, Recipe } from '@neurite/contract';
import { catalog } from '@neurite/standard/catalog';
import { createArtifact, loadArtifact, saveArtifact } from '../artifact/artifact.js';
import { openPredictor, type Predictor, type PredictOptions } from '../artifact/predictor.js';
import { memoryStorage } from '../checkpoint/storage.js';
import { eventsOf, trainAll } from '../test/run.js';
import { worldOf } from '../test/world.js';
import { evaluate } from './evaluate.js';

// Training in the reference backend takes its time, and a busy machine more of it.
jest.setTimeout(60_000);

const compiled = (text: string) => compile(text, { source: 'test.nn', catalog });
const recipeOf = (text: string): Recipe => {
  const outcome = compiled(text).recipe();
  if (!outcome.ok) throw new Error(outcome.diagnostics.map(({ message }) => message).join('\n'));
  return outcome.value;
};

/** Codes two moons as a normal distribution on a line, and draws points from it. */
const vae = (more = ''): string => `
  model Vae {
    input point: [2]
    hidden = point -> dense(16) -> tanh
    mu = hidden -> dense(1)
    log_var = hidden -> dense(1)
    noise eps: [1] = random_normal(std: 1)
    code = mu + exp(log_var / 2) * eps
    output drawn = code -> dense(16) -> tanh -> dense(2)
  }
  data Moons { source: moons(200, noise: 0.05)  test: 50 }
  train Run {
    model: Vae
    data: Moons
    loss {
      reconstruction: 20 * sum((drawn - point) ^ 2)
      divergence: 0.5 * sum(exp(log_var) + mu ^ 2 - 1 - log_var)
    }
    optimizer: adam(rate: 1e-2)
    batch: 30
    epochs: 20
    ${more}
  }`;

const backends: readonly (readonly [string, Backend])[] = [
  ['cpu', cpu],
  ['wasm', wasm],
];

const drawing = (noise: string): string => `model Draw { noise eps: ${noise}  output y = eps }`;
const predictorOf = async (text: string, backend: Backend, seed?: number): Promise<Predictor> => {
  const graph = compiled(text).graph();
  if (!graph.ok) throw new Error(graph.diagnostics.map(({ message }) => message).join('\n'));
  const untrained = { weights: new Map(), digest: '', classes: {}, bindings: {}, backend: 'by hand' };
  const storage = memoryStorage();
  await saveArtifact(createArtifact(graph.value, catalog, untrained), storage);
  const artifact = await loadArtifact(storage);
  if (!artifact.ok) throw new Error('no artifact');
  const opened = await openPredictor(artifact.value, backend, seed === undefined ? {} : { seed });
  if (!opened.ok) throw new Error('no predictor');
  return opened.value;
};
const predicted = async (predictor: Predictor, options: PredictOptions = {}): Promise<HostTensor> => {
  const outcome = await predictor.predict({}, options);
  if (!outcome.ok) throw new Error(outcome.diagnostics.map(({ message }) => message).join('\n'));
  return outcome.value['y']!;
};

const moments = (data: ArrayLike<number>): readonly [mean: number, deviation: number] => {
  const values = Array.from(data);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return [mean, Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length)];
};

describe.each(backends)('noise on %s', (_, backend) => {
  it('trains a variational autoencoder, with the same bits every time', async () => {
    const first = await trainAll(recipeOf(vae()), { backend });
    const epochs = eventsOf(first.events, 'epoch').map(({ train }) => train['loss']!);
    expect(epochs.at(-1)!).toBeLessThan(epochs[0]! / 2);
    const again = await trainAll(recipeOf(vae()), { backend });
    expect(again.trained.digest).toBe(first.trained.digest);
    const other = await trainAll(recipeOf(vae('seed: 5')), { backend });
    expect(other.trained.digest).not.toBe(first.trained.digest);
  });

  it('is drawn while its neighbours are frozen', async () => {
    const frozen = vae('freeze: ["hidden.**", "mu.**", "log_var.**"]').replace('epochs: 20', 'epochs: 1');
    const { trained } = await trainAll(recipeOf(frozen), { backend });
    const { trained: still } = await trainAll(recipeOf(frozen.replace('epochs: 1', 'epochs: 2')), {
      backend,
    });
    expect(still.weights.get('mu.dense.kernel')).toEqual(trained.weights.get('mu.dense.kernel'));
    expect(still.weights.get('drawn.dense.kernel')).not.toEqual(trained.weights.get('drawn.dense.kernel'));
  });

  it('is fresh in every batch of an evaluation, and the same in every evaluation', async () => {
    const judged = async (examples: number): Promise<number> => {
      const recipe = recipeOf(`
        model Net { input point: [2]  noise eps: [] = random_normal(std: 1)  output y = 0 * sum(point) + eps }
        data Moons { source: moons(100)  test: ${examples} }
        train Run { model: Net  data: Moons  loss: y ^ 2  optimizer: sgd  batch: 1  epochs: 1 }`);
      const scores = await evaluate(recipe, { catalog, backend, world: worldOf(), weights: new Map() });
      if (!scores.ok) throw new Error(scores.diagnostics.map(({ message }) => message).join('\n'));
      return scores.value['loss']!;
    };
    expect(await judged(2)).toBe(await judged(2));
    // One draw for all batches would give one mean for any number of them.
    expect(new Set([await judged(1), await judged(2), await judged(3)]).size).toBe(3);
    // The mean of ε² over 90 examples: 1, with a standard error of √(2 / 90).
    expect(Math.abs((await judged(90)) - 1)).toBeLessThan(4 * Math.sqrt(2 / 90));
  });

  it.each([
    ['random_normal(std: 2, mean: 1)', 1, 2],
    ['random_uniform(1, 4)', 2.5, 3 / Math.sqrt(12)],
    // The deviation that is left of 1 after a cut at ±2, from tables of the truncated normal distribution.
    ['truncated_normal(std: 1)', 0, 0.87962566],
    ['constant(3)', 3, 0],
  ])('has the moments of %s in predictions', async (initializer, mean, deviation) => {
    const predictor = await predictorOf(drawing(`[8, 5] = ${initializer}`), backend);
    const { shape, data } = await predicted(predictor, { count: 100 });
    expect(shape).toEqual([100, 8, 5]);
    const [found, spread] = moments(data);
    // Four standard errors, and the digits of float32.
    expect(Math.abs(found - mean)).toBeLessThan((4 * deviation) / Math.sqrt(data.length) + 1e-6);
    expect(Math.abs(spread - deviation)).toBeLessThan((4 * deviation) / Math.sqrt(2 * data.length) + 1e-6);
    predictor.close();
  });

  it('is what seed and number of a prediction say', async () => {
    const text = drawing('[3] = random_normal(std: 1)');
    const [one, same, other] = [
      await predictorOf(text, backend, 7),
      await predictorOf(text, backend, 7),
      await predictorOf(text, backend, 8),
    ];
    const [first, second] = [await predicted(one), await predicted(one)];
    expect(first.shape).toEqual([3]);
    expect(second).not.toEqual(first);
    expect(await predicted(same)).toEqual(first);
    expect(await predicted(same)).toEqual(second);
    expect(await predicted(same, { draw: 0 })).toEqual(first);
    expect(await predicted(same)).toEqual(second);
    expect(await predicted(other)).not.toEqual(first);
    // More examples than one program takes: no two are alike.
    const many = await predicted(one, { count: 70 });
    expect(new Set(many.data).size).toBe(3 * 70);
    for (const predictor of [one, same, other]) predictor.close();
  });

  it('is counted where there are no inputs only', async () => {
    const predictor = await predictorOf(drawing('[3] = random_normal'), backend);
    for (const count of [0, 1.5, NaN]) {
      const outcome = await predictor.predict({}, { count });
      expect(outcome.ok ? [] : outcome.diagnostics.map(({ code }) => code)).toEqual(['prediction-count']);
    }
    predictor.close();
  });
});
