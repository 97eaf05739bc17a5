import { jest } from '@jest/globals';
import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { catalog } from '@neurite/standard/catalog';
import { hostRandom } from '@neurite/program';
import { memoryStorage, type Storage } from '../checkpoint/storage.js';
import { statefulRecipe } from '../test/mlp.js';
import { eventsOf, trainAll, trainFailure } from '../test/run.js';
import { use } from '../test/use.js';
import { worldOf } from '../test/world.js';
import type { EpochRecord } from './events.js';
import { train } from './train.js';

// Training in the reference backend takes its time, and a busy machine more of it.
jest.setTimeout(60_000);

const recipe = statefulRecipe();

const withoutTime = (records: readonly EpochRecord[]) => records.map((record) => ({ ...record, seconds: 0 }));

/** Loses power at the given write. */
const failing = (storage: Storage, writes: number): Storage => {
  let left = writes;
  return {
    ...storage,
    write: async (name, bytes) => {
      if (left-- > 0) return storage.write(name, bytes);
      throw new Error('power failure');
    },
  };
};

describe.each([
  ['cpu', cpu],
  ['wasm', wasm],
])('a run on %s that is stopped', (_, backend) => {
  const options = { backend, checkpointSeconds: 0 };
  let expected: Awaited<ReturnType<typeof trainAll>>;
  beforeAll(async () => {
    expected = await trainAll(recipe, options);
  }, 60_000);

  it('goes on to the same bits after a crash at any checkpoint', async () => {
    const random = hostRandom(1, 'crashes');
    for (let trial = 0; trial < 3; trial++) {
      const storage = memoryStorage();
      let outcome: Awaited<ReturnType<ReturnType<typeof train>['result']>> | undefined;
      for (let attempt = 0; outcome === undefined; attempt++) {
        expect(attempt).toBeLessThan(100);
        const training = train(recipe, {
          ...options,
          catalog,
          world: worldOf(),
          storage: failing(storage, 3 + random.integer(12)),
          resume: true,
        });
        const result = await training.result();
        if (result.ok) outcome = result;
        else expect(result.diagnostics.map(({ code }) => code)).toEqual(['file-unwritable']);
      }
      expect(outcome.ok && outcome.value.digest).toBe(expected.trained.digest);
      expect(outcome.ok && outcome.value.test).toEqual(expected.trained.test);
      const epochs = outcome.ok ? outcome.value.progress.epochs : [];
      expect(withoutTime(epochs)).toEqual(withoutTime(expected.trained.progress.epochs));
    }
  }, 120_000);

  it('goes on to the same bits after Ctrl-C, again and again', async () => {
    const storage = memoryStorage();
    for (let attempt = 0; ; attempt++) {
      const controller = new AbortController();
      let reads = 0;
      const training = train(recipe, {
        ...options,
        catalog,
        world: worldOf(),
        storage,
        resume: true,
        signal: controller.signal,
        // The clock is read several times a step: this interrupts after a few steps.
        clock: () => {
          if (++reads > 20 + 3 * attempt) controller.abort();
          return performance.now();
        },
      });
      const outcome = await training.result();
      if (!outcome.ok) throw new Error(outcome.diagnostics[0]!.message);
      if (outcome.value.reason === 'interrupted') continue;
      expect(attempt).toBeGreaterThan(2);
      expect(outcome.value.digest).toBe(expected.trained.digest);
      return;
    }
  }, 120_000);
});

describe('a checkpoint', () => {
  const interrupted = async (): Promise<Storage> => {
    const storage = memoryStorage();
    const options = {
      backend: cpu,
      catalog,
      world: worldOf(),
      storage: failing(storage, 14),
      checkpointSeconds: 0,
    };
    const outcome = await train(recipe, options).result();
    expect(outcome.ok ? [] : outcome.diagnostics).toMatchObject([
      {
        code: 'file-unwritable',
        message: expect.stringMatching(/^"memory\/.*" cannot be written: power failure\.$/),
      },
    ]);
    return storage;
  };

  it('that is damaged is told of, and the one before it is used', async () => {
    const expected = await trainAll(recipe, { backend: cpu });
    const storage = await interrupted();
    const names = await storage.list('checkpoints');
    expect(names).toHaveLength(2);
    const latest = `checkpoints/${names[1]}`;
    const bytes = (await storage.read(latest))!;
    bytes[bytes.length - 5]! ^= 1;
    await storage.write(latest, bytes);
    const { events, trained } = await trainAll(recipe, { backend: cpu, storage, resume: true });
    expect(eventsOf(events, 'finding')[0]!.diagnostic).toMatchObject({
      code: 'checkpoint-damaged',
      severity: 'warning',
    });
    expect(eventsOf(events, 'start')[0]!.resumed).toBe(Number.parseInt(names[0]!, 10));
    expect(trained.digest).toBe(expected.trained.digest);
  });

  it('is told of where all are damaged, and the run begins anew', async () => {
    const storage = await interrupted();
    for (const name of await storage.list('checkpoints'))
      await storage.write(
        `checkpoints/${name}`,
        (await storage.read(`checkpoints/${name}`))!.subarray(0, 1000),
      );
    const { events } = await trainAll(recipe, { backend: cpu, storage, resume: true });
    expect(eventsOf(events, 'finding')).toHaveLength(2);
    expect(eventsOf(events, 'start')[0]!.resumed).toBeUndefined();
  });

  it('of another recipe or other data is refused', async () => {
    const storage = await interrupted();
    const other = { ...recipe, rate: 0.5 };
    expect(await trainFailure(other, { backend: cpu, storage, resume: true })).toEqual([
      expect.stringMatching(/^checkpoint-mismatch: .* belongs to another recipe\.$/),
    ]);
    const source = use('source', 'moons', { count: 200, noise: 0.1, seed: 1 });
    const moved = { ...recipe, data: { ...recipe.data, source } };
    expect(await trainFailure(moved, { backend: cpu, storage, resume: true })).toEqual([
      expect.stringMatching(/^checkpoint-mismatch/),
    ]);
  });

  it('of a run that ended can be resumed to train for longer', async () => {
    const storage = memoryStorage();
    const steady = { ...recipe, schedules: [] };
    await trainAll({ ...steady, epochs: 1 }, { backend: cpu, storage });
    const more = await trainAll({ ...steady, epochs: 3 }, { backend: cpu, storage, resume: true });
    const atOnce = await trainAll({ ...steady, epochs: 3 }, { backend: cpu });
    expect(more.trained.digest).toBe(atOnce.trained.digest);
    const again = await trainAll({ ...steady, epochs: 3 }, { backend: cpu, storage, resume: true });
    expect(eventsOf(again.events, 'epoch')).toEqual([]);
    expect(again.trained.digest).toBe(atOnce.trained.digest);
  });
});
