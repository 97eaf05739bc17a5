import { jest } from '@jest/globals';
import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { compiled } from '../test/compiled.js';
import { trainAll, trainFailure, trainInPieces } from '../test/run.js';

// Training in the reference backend takes its time, and a busy machine more of it.
jest.setTimeout(60_000);

const text = (schedule: string, more = 'epochs: 6'): string => `
  model Net { input point: [2]  output scores = point -> dense(4) as body -> tanh -> dense(2) as head }
  data Moons { source: moons(50, noise: 0.1), validation: 10, shuffle: 3
    field point = point
    field label = label -> one_of(2)
  }
  train Run { model: Net, data: Moons, loss: cross_entropy, optimizer: sgd(rate: 0.1), batch: 20
    metrics: [accuracy], seed: 2, schedule: ${schedule}
    ${more} }`;

// Each epoch has two steps. No value is ever better than the first by nearly all of it, so that every epoch but the first is stale.
const never = 'threshold: 0.99';

const ratesOf = async (schedule: string, more?: string): Promise<readonly number[]> => {
  const { trained } = await trainAll(compiled(text(schedule, more)), { backend: cpu });
  return trained.progress.epochs.map(({ rate }) => rate);
};
const close = (rates: readonly number[]) => rates.map((rate) => expect.closeTo(rate, 12));

describe('reduce_on_plateau', () => {
  it('shows in the rate of the epochs that follow', async () => {
    const schedule = `reduce_on_plateau(monitor: validation.loss, factor: 0.5, patience: 2, ${never})`;
    expect(await ratesOf(schedule)).toEqual(close([0.1, 0.1, 0.1, 0.05, 0.05, 0.025]));
  });

  it('knows which way a metric is better', async () => {
    const recipe = compiled(text('reduce_on_plateau(monitor: train.accuracy, factor: 0.5, patience: 1)'));
    const { trained } = await trainAll(recipe, { backend: cpu });
    let [rate, best] = [0.1, -Infinity];
    for (const record of trained.progress.epochs) {
      expect(record.rate).toBeCloseTo(rate, 12);
      const value = record.train['accuracy']!;
      if (best === -Infinity || value > best * (1 + 1e-4)) best = value;
      else rate *= 0.5;
    }
  });

  it('begins to look when the warm-up is over', async () => {
    const schedule = `warmup(4 steps) then reduce_on_plateau(monitor: validation.loss, factor: 0.5, patience: 1, ${never})`;
    // The third epoch is the first that it sees.
    expect(await ratesOf(schedule)).toEqual(close([0.05, 0.1, 0.1, 0.1, 0.05, 0.025]));
  });

  it('begins anew in each phase of a sequence, and watches one of those that alternate', async () => {
    const plateau = `reduce_on_plateau(monitor: train.loss, factor: 0.5, patience: 1, ${never})`;
    const sequence = `phase head { update: "scores.head.**", epochs: 3 }
      phase all { update: "**", epochs: 3 }
      order: sequence`;
    expect(await ratesOf(plateau, sequence)).toEqual(close([0.1, 0.1, 0.05, 0.1, 0.1, 0.05]));
    // The step that ends an epoch, whose rate is told of, is the head's.
    const alternate = `epochs: 4
      phase body { update: "scores.body.**", schedule: constant }
      phase head { update: "scores.head.**" }
      order: alternate`;
    const watching = plateau.replace('train.loss', 'validation.body.loss');
    expect(await ratesOf(watching, alternate)).toEqual(close([0.1, 0.1, 0.05, 0.025]));
  });

  it.each([
    ['cpu', cpu],
    ['wasm', wasm],
  ])('goes on to the same bits on %s after an interruption', async (_, backend) => {
    const schedule = `warmup(2 steps) then reduce_on_plateau(monitor: validation.loss, factor: 0.5, patience: 2, ${never})`;
    const recipe = compiled(text(schedule));
    const expected = await trainAll(recipe, { backend });
    const { stops, trained } = await trainInPieces(recipe, backend, 3);
    // Within and between epochs of two steps.
    expect(stops).toEqual([3, 6, 9]);
    expect(trained.digest).toBe(expected.trained.digest);
    const ratesIn = (epochs: typeof trained.progress.epochs) => epochs.map(({ rate }) => rate);
    expect(ratesIn(trained.progress.epochs)).toEqual(ratesIn(expected.trained.progress.epochs));
    const steady = await trainAll(compiled(text('warmup(2 steps)')), { backend });
    expect(expected.trained.digest).not.toBe(steady.trained.digest);
  });

  it('of what is never measured is refused', async () => {
    const recipe = compiled(text('reduce_on_plateau(monitor: validation.loss)'));
    const data = Object.fromEntries(
      Object.entries(recipe.data).filter(([key]) => key !== 'validation'),
    ) as typeof recipe.data;
    expect(await trainFailure({ ...recipe, data }, { backend: cpu })).toEqual([
      expect.stringMatching(/^unknown-monitor: .*validation\.loss/),
    ]);
  });
});
