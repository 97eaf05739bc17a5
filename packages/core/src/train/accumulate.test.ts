import { jest } from '@jest/globals';
import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { compiled } from '../test/compiled.js';
import { moonsRecipe, statefulRecipe } from '../test/mlp.js';
import { eventsOf, trainAll, trainInPieces, watched } from '../test/run.js';
import { use } from '../test/use.js';

// Training in the reference backend takes its time, and a busy machine more of it.
jest.setTimeout(60_000);

const regularizers = [
  { use: use('regularizer', 'l2', { strength: 0.01 }), parameters: ['hidden.kernel', 'scores.kernel'] },
];
/** Dropout would draw other masks, and batch norm see other batches: both belong to the batch. */
const plain = {
  regularizers,
  schedules: [use('schedule', 'cosine')],
  average: { kind: 'ema', decay: 0.9 },
} as const;

describe.each([
  ['cpu', cpu],
  ['wasm', wasm],
])('batches that are accumulated on %s', (_, backend) => {
  it('train as one batch of their size does, the last of an epoch included', async () => {
    // 128 examples: six steps of 4 × 5 and one of 5 + 3, as six of 20 and one of 8.
    const whole = await trainAll(moonsRecipe({ ...plain, batch: 20 }), { backend });
    const pieces = await trainAll(moonsRecipe({ ...plain, batch: 5, accumulate: 4 }), { backend });
    expect(pieces.trained.progress.step).toBe(21);
    expect(whole.trained.progress.step).toBe(21);
    for (const [path, { data }] of whole.trained.weights)
      for (const [index, value] of data.entries())
        // float32 sums in another order, over 21 steps of Adam.
        expect(pieces.trained.weights.get(path)!.data[index]).toBeCloseTo(value, 4);
    for (const [index, record] of whole.trained.progress.epochs.entries()) {
      const other = pieces.trained.progress.epochs[index]!;
      expect(other.rate).toBe(record.rate);
      for (const part of ['train', 'validation'] as const)
        for (const [name, score] of Object.entries(record[part]!))
          expect(other[part]![name]).toBeCloseTo(score, 4);
    }
    expect(eventsOf(pieces.events, 'start')).toMatchObject([{ batch: 5, accumulate: 4, steps: 21 }]);
  });

  it('resume to the same bits, with statistics, masks, averages and changes at random', async () => {
    const recipe = statefulRecipe({ batch: 7, accumulate: 3, average: { kind: 'ema', decay: 0.9 } });
    const { trained } = await trainAll(recipe, { backend });
    const pieces = await trainInPieces(recipe, backend, 4);
    // 128 examples are seven steps of 21, the last of which is one batch of 2.
    expect(trained.progress.step).toBe(21);
    expect(pieces.stops.length).toBeGreaterThan(3);
    expect(pieces.stops.some((step) => step % 7 !== 0)).toBe(true);
    expect(pieces.trained.digest).toBe(trained.digest);
    expect((await trainAll({ ...recipe, accumulate: 2 }, { backend })).trained.digest).not.toBe(
      trained.digest,
    );
  });

  it('make one step an epoch where there are more of them than batches', async () => {
    const { trained } = await trainAll(moonsRecipe({ batch: 50, accumulate: 100 }), { backend });
    expect(trained.progress).toMatchObject({ step: 3, epoch: 3, failures: 0 });
    const whole = await trainAll(moonsRecipe({ batch: 128 }), { backend });
    expect(trained.progress.epochs[2]!.train['loss']).toBeCloseTo(
      whole.trained.progress.epochs[2]!.train['loss']!,
      5,
    );
  });

  it('work in phases that take turns', async () => {
    const game = (settings: string) =>
      compiled(`
      model Pair { input point: [2]  draft = point -> dense(3) as maker  output scores = draft -> dense(2) as judge }
      data Moons { source: moons(70, noise: 0.1), shuffle: 3  field point = point  field label = label -> one_of(2) }
      train Game { model: Pair, data: Moons, loss: cross_entropy, epochs: 3, seed: 4, ${settings}
        phase judge { update: "**.judge.**", optimizer: adam(rate: 0.05), steps: 2 }
        phase maker { update: "**.maker.**", optimizer: sgd(rate: 0.1, momentum: 0.9) }
        order: alternate }`);
    const recipe = game('batch: 6, accumulate: 2');
    const { trained } = await trainAll(recipe, { backend });
    const whole = await trainAll(game('batch: 12'), { backend });
    for (const [path, { data }] of whole.trained.weights)
      for (const [index, value] of data.entries())
        expect(trained.weights.get(path)!.data[index]).toBeCloseTo(value, 4);
    const pieces = await trainInPieces(recipe, backend, 5);
    expect(pieces.trained.digest).toBe(trained.digest);
  });
});

it('names the layer of the batch that was not finite, and leaves nothing on the device', async () => {
  const recipe = compiled(`
  model Net { input point: [2]  h = point -> dense(4) as first  output scores = log(h) -> dense(2) }
  data Moons { source: moons(40)  field label = label -> one_of(2) }
  train Run { model: Net, data: Moons, loss: cross_entropy, optimizer: sgd(rate: 0.1), batch: 4, accumulate: 3, epochs: 1 }`);
  const backend = watched(wasm);
  const { events, trained } = await trainAll(recipe, { backend });
  const [finding] = eventsOf(events, 'finding');
  expect(finding!.diagnostic).toMatchObject({ code: 'non-finite-step', message: /out of "scores\.log"/ });
  expect(trained.progress.failures).toBe(4);
  expect(backend.device()!.statistics().buffers).toBe(0);
});
