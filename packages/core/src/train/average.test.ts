import { jest } from '@jest/globals';
import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import type { Recipe } from '@neurite/contract';
import { catalog } from '@neurite/standard/catalog';
import { compiled } from '../test/compiled.js';
import { trainAll, trainInPieces } from '../test/run.js';
import { worldOf } from '../test/world.js';
import { evaluate } from './evaluate.js';
import type { Trained } from './trained.js';

// Training in the reference backend takes its time, and a busy machine more of it.
jest.setTimeout(60_000);

const text = (more: string, epochs = 4): string => `
  model Net { input point: [2]  output scores = point -> dense(6) -> batch_norm -> tanh -> dense(2) as head }
  data Moons { source: moons(100, noise: 0.1), validation: 20, shuffle: 3
    field point = point -> standardize
    field label = label -> one_of(2)
  }
  train Run { model: Net, data: Moons, loss: cross_entropy, optimizer: adam(rate: 3e-2), batch: 25, epochs: ${epochs}, seed: 2
    ${more} }`;

/** Weights after each of the first steps, or epochs, of the run without averages. */
const history = async (recipe: Recipe, counts: readonly number[], limit: 'steps' | 'epochs') =>
  Promise.all(
    counts.map(async (count) => (await trainAll({ ...recipe, [limit]: count }, { backend: cpu })).trained),
  );

const expectMean = (trained: Trained, of: readonly Trained[], weights: readonly number[]): void => {
  for (const [path, { data }] of trained.weights) {
    const own = of.map(({ weights: each }) => each.get(path)!.data);
    data.forEach((value, index) => {
      const mean = own.reduce((sum, each, at) => sum + weights[at]! * (each[index]! as number), 0);
      expect(value).toBeCloseTo(mean, 5);
    });
  }
};

describe('averages of weights', () => {
  it('that move are weighted by their age', async () => {
    const steps = [1, 2, 3, 4, 5];
    const plain = await history(compiled(text('')), steps, 'steps');
    // In closed form: δₙ = min(0.3, (n − 1) / (n + 8)), and step i weighs (1 − δᵢ) Π δⱼ over later j.
    const stays = steps.map((n) => Math.min(0.3, (n - 1) / (n + 8)));
    const weights = steps.map((_, i) => stays.slice(i + 1).reduce((a, b) => a * b, 1 - stays[i]!));
    expect(weights.reduce((a, b) => a + b)).toBeCloseTo(1, 12);
    const { trained } = await trainAll(compiled(text('average: ema(0.3)  steps: 5')), { backend: cpu });
    expectMean(trained, plain, weights);
  });

  it('at the ends of epochs are their mean', async () => {
    const plain = await history(compiled(text('', 6)), [3, 5], 'epochs');
    const recipe = compiled(text('average: swa(from: 40%, every: 2 epochs)', 6));
    const { trained } = await trainAll(recipe, { backend: cpu });
    expectMean(trained, plain, [0.5, 0.5]);
  });

  it('are what is judged and kept', async () => {
    for (const average of ['ema(0.9)', 'swa(from: 50%)']) {
      const recipe = compiled(text(`average: ${average}  keep: best(validation.loss)`));
      const { trained } = await trainAll(recipe, { backend: cpu });
      const { best, epochs } = trained.progress;
      const scores = await evaluate(recipe, {
        ...{ catalog, backend: cpu, world: worldOf(), part: 'validation' },
        weights: trained.weights,
      });
      expect(scores).toEqual({ ok: true, value: epochs[best.keep!.epoch - 1]!.validation });
    }
  });

  it('change no bit of the training', async () => {
    for (const backend of [cpu, wasm]) {
      const plain = await trainAll(compiled(text('')), { backend });
      const averaged = await trainAll(compiled(text('average: ema(0.9)')), { backend });
      expect(averaged.trained.progress.curves).toEqual(plain.trained.progress.curves);
      expect(averaged.trained.digest).not.toBe(plain.trained.digest);
    }
  });

  it.each([
    ['cpu', cpu],
    ['wasm', wasm],
  ])('go on to the same bits on %s after an interruption', async (_, backend) => {
    for (const average of ['ema(0.9)', 'swa(from: 25%)']) {
      const recipe = compiled(text(`average: ${average}  keep: best(validation.loss)`));
      const expected = await trainAll(recipe, { backend });
      const { stops, trained } = await trainInPieces(recipe, backend, 3);
      // Within and between epochs of four steps, before there is an average and after.
      expect(stops).toEqual([3, 6, 9, 12, 15]);
      expect(trained.digest).toBe(expected.trained.digest);
    }
  });

  it('belong to each of the phases that alternate', async () => {
    const phases = `phase body { update: "scores.dense.**" }
      phase head { update: ["scores.head.**", "scores.batch_norm.**"], steps: 2 }
      order: alternate`;
    const recipe = compiled(text(`average: swa(from: 50%) ${phases}`));
    const plain = await history(compiled(text(phases)), [2, 3, 4], 'epochs');
    const { trained } = await trainAll(recipe, { backend: cpu });
    expectMean(trained, plain, [1 / 3, 1 / 3, 1 / 3]);
  });
});
