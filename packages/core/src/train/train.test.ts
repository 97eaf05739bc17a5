import { jest } from '@jest/globals';
import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { catalog } from '@neurite/standard/catalog';
import { openPredictor } from '../artifact/predictor.js';
import { loadArtifact } from '../artifact/artifact.js';
import { memoryStorage } from '../checkpoint/storage.js';
import { openData } from '../data/open-data.js';
import { moonsPlan, moonsRecipe } from '../test/mlp.js';
import { eventsOf, trainAll, trainFailure, watched } from '../test/run.js';
import { use } from '../test/use.js';
import { worldOf } from '../test/world.js';
import { evaluate } from './evaluate.js';
import { train } from './train.js';

// Training in the reference backend takes its time, and a busy machine more of it.
jest.setTimeout(60_000);

describe.each([
  ['cpu', cpu],
  ['wasm', wasm],
])('training on %s', (_, backend) => {
  it('learns two moons', async () => {
    const { events, trained } = await trainAll(moonsRecipe({ epochs: 40 }), { backend });
    expect(trained.test!['accuracy']).toBeGreaterThan(0.95);
    expect(events[0]).toMatchObject({
      event: 'start',
      parameters: 2 * 16 + 16 + 16 * 2 + 2,
      examples: { train: 128, validation: 32, test: 40 },
      steps: 7 * 40,
    });
    expect(events.at(-1)).toMatchObject({
      event: 'done',
      reason: 'epochs',
      steps: 280,
      weights_sha256: trained.digest,
    });
    expect(eventsOf(events, 'epoch').map(({ epoch }) => epoch)).toEqual(
      Array.from({ length: 40 }, (_, index) => index + 1),
    );
  });

  it('gives the same bits whoever looks on', async () => {
    const recipe = moonsRecipe({}, { middle: ['batch_norm', 'dropout'] });
    const options = { catalog, backend, world: worldOf() };
    const unseen = await train(recipe, options).result();
    // A clock that jumps samples every step, pauses after every step, and saves after every step.
    let time = 0;
    const { events, trained } = await trainAll(recipe, {
      backend,
      clock: () => (time += 1000),
      storage: memoryStorage(),
      checkpointSeconds: 0,
    });
    expect(eventsOf(events, 'checkpoint').length).toBeGreaterThan(20);
    expect(unseen.ok && unseen.value.digest).toBe(trained.digest);
    const unmeasured = await trainAll({ ...recipe, metrics: [] }, { backend });
    expect(unmeasured.trained.digest).toBe(trained.digest);
  });

  it('gives other bits with another seed', async () => {
    const digests = await Promise.all(
      [7, 8].map(
        async (seed) => (await trainAll(moonsRecipe({ seed, epochs: 1 }), { backend })).trained.digest,
      ),
    );
    expect(digests[0]).not.toBe(digests[1]);
  });

  it('holds a constant amount of memory over a thousand steps', async () => {
    const spied = watched(backend);
    const seen: string[] = [];
    const { trained } = await trainAll(moonsRecipe({ epochs: 150 }, { middle: ['batch_norm', 'dropout'] }), {
      backend: spied,
      clock: () => {
        const device = spied.device();
        if (device !== undefined) seen.push(JSON.stringify(device.statistics()));
        return performance.now();
      },
    });
    expect(trained.progress.step).toBe(1050);
    const kinds = (part: readonly string[]) => [...new Set(part)].sort();
    // The clock is read at the same few places of every step.
    expect(kinds(seen.slice(seen.length / 2))).toEqual(kinds(seen.slice(seen.length / 10, seen.length / 2)));
    expect(kinds(seen.slice(seen.length / 10)).length).toBeLessThan(12);
  }, 60_000);

  it('scores validation as a computation by hand does', async () => {
    const recipe = moonsRecipe({ epochs: 5 });
    const storage = memoryStorage();
    const { trained, events } = await trainAll(recipe, { backend, storage });
    const request = { plan: recipe.data, graph: recipe.graph, catalog, world: worldOf() };
    const data = await openData(request);
    const artifact = await loadArtifact(storage, 'artifact');
    if (!data.ok || !artifact.ok) throw new Error('data or artifact is not there');
    const predictor = await openPredictor(artifact.value, backend);
    if (!predictor.ok) throw new Error('no predictor');
    const { columns, rows } = data.value.parts.validation!;
    const point = [...rows].map((row) => [...columns.get('point')!.data.subarray(2 * row, 2 * row + 2)]);
    const outcome = await predictor.value.predict({ point });
    predictor.value.close();
    if (!outcome.ok) throw new Error('no prediction');
    const scores = outcome.value['scores']!.data;
    let right = 0;
    let loss = 0;
    for (const [index, row] of rows.entries()) {
      const [a, b] = [scores[2 * index]!, scores[2 * index + 1]!];
      const label = columns.get('label')!.data[row]!;
      right += (b > a ? 1 : 0) === label ? 1 : 0;
      loss += Math.log(Math.exp(a) + Math.exp(b)) - (label === 1 ? b : a);
    }
    const last = eventsOf(events, 'epoch').at(-1)!.validation!;
    expect(last['accuracy']).toBeCloseTo(right / rows.length, 6);
    expect(last['loss']).toBeCloseTo(loss / rows.length, 5);
    const again = await evaluate(recipe, {
      catalog,
      backend,
      world: worldOf(),
      weights: trained.weights,
      part: 'validation',
    });
    expect(again).toEqual({ ok: true, value: last });
  });
});

describe('a run', () => {
  it('ends after so many steps, in the middle of an epoch', async () => {
    const { events } = await trainAll(moonsRecipe({ epochs: 10, steps: 10 }), { backend: cpu });
    expect(events.at(-1)).toMatchObject({ event: 'done', reason: 'steps', steps: 10, epochs: 2 });
    expect(eventsOf(events, 'epoch').map(({ step }) => step)).toEqual([7, 10]);
  });

  it('takes one batch of everything where there are fewer examples than a batch has', async () => {
    const { events } = await trainAll(moonsRecipe({ batch: 500, epochs: 2 }), { backend: cpu });
    expect(events.at(-1)).toMatchObject({ event: 'done', steps: 2 });
  });

  it('stops early once nothing gets better', async () => {
    const stop = { monitor: 'validation.loss', patience: 3, better: 'lower' } as const;
    const { events } = await trainAll(moonsRecipe({ epochs: 50, rate: 0, stop }), { backend: cpu });
    expect(events.at(-1)).toMatchObject({ event: 'done', reason: 'early', epochs: 4 });
  });

  it('keeps the best weights', async () => {
    const keep = { monitor: 'validation.loss', better: 'lower' } as const;
    // A rate that grows out of hand: the best epoch is not the last.
    const recipe = moonsRecipe({
      epochs: 12,
      rate: 0.6,
      keep,
      optimizer: use('optimizer', 'sgd', { momentum: 0.95 }),
    });
    const { events, trained } = await trainAll(recipe, { backend: cpu });
    const records = eventsOf(events, 'epoch');
    const best = records.reduce((a, b) => (b.validation!['loss']! < a.validation!['loss']! ? b : a));
    expect(best.epoch).toBeLessThan(12);
    expect(events.at(-1)).toMatchObject({ event: 'done', kept: best.epoch });
    expect(records.filter((record) => record.best).at(-1)!.epoch).toBe(best.epoch);
    const scores = await evaluate(recipe, {
      catalog,
      backend: cpu,
      world: worldOf(),
      weights: trained.weights,
      part: 'validation',
    });
    expect(scores).toEqual({ ok: true, value: best.validation });
  });

  it('tells an unknown monitor and data that do not fit before anything is trained', async () => {
    const stop = { monitor: 'validation.acuracy', patience: 3, better: 'lower' } as const;
    expect(await trainFailure(moonsRecipe({ stop }), { backend: cpu })).toEqual([
      'unknown-monitor: There is no "validation.acuracy" to monitor. Did you mean "validation.accuracy"?',
    ]);
    const data = moonsPlan({
      fields: [
        { name: 'point', column: 'pint', steps: [] },
        { name: 'label', column: 'label', steps: [] },
      ],
    });
    expect(await trainFailure(moonsRecipe({ data }), { backend: cpu })).toEqual([
      'missing-column: The data has no column "pint". Did you mean "point"?',
    ]);
  });

  it('ends when the reader leaves', async () => {
    const training = train(moonsRecipe({ epochs: 100_000 }), { catalog, backend: cpu, world: worldOf() });
    for await (const event of training) if (event.event === 'epoch') break;
    const outcome = await training.result();
    expect(outcome.ok && outcome.value.reason).toBe('interrupted');
  });

  it('trains only what is not frozen, each group at its own rate', async () => {
    const frozen = ['hidden.kernel', 'hidden.bias'];
    const recipe = moonsRecipe({ frozen, rates: { 'scores.bias': 0 }, epochs: 1 });
    const { trained, events } = await trainAll(recipe, { backend: cpu });
    const before = await trainAll({ ...recipe, epochs: 1, rate: 0 }, { backend: cpu });
    for (const path of [...frozen, 'scores.bias'])
      expect(trained.weights.get(path)).toEqual(before.trained.weights.get(path));
    expect(trained.weights.get('scores.kernel')).not.toEqual(before.trained.weights.get('scores.kernel'));
    expect(events[0]).toMatchObject({ parameters: 16 * 2 + 2 });
  });
});
