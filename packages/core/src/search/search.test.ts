import { jest } from '@jest/globals';
import { cpu } from '@neurite/backend-cpu';
import { catalog } from '@neurite/standard/catalog';
import { memoryStorage, type Storage } from '../checkpoint/storage.js';
import { fromJson } from '../format/json.js';
import { loadArtifact } from '../artifact/artifact.js';
import { searchAll, searchOf, valueOf } from '../test/search.js';
import { worldOf } from '../test/world.js';
import { train } from '../train/train.js';
import type { TrialRecord } from './events.js';

// Training in the reference backend takes its time, and a busy machine more of it.
jest.setTimeout(60_000);

const tune = searchOf(
  'optimizer.rate ~ log(1e-3, 1e-1) model.hidden ~ uniform(2, 8) trials: 5 objective: maximize(validation.accuracy)',
);

const timeless = (records: readonly TrialRecord[]) => records.map((record) => ({ ...record, seconds: 0 }));

const textOf = async (storage: Storage, name: string): Promise<string> =>
  new TextDecoder().decode(await storage.read(name));

describe('a search', () => {
  let first: Awaited<ReturnType<typeof searchAll>>;
  const storage = memoryStorage('runs/Tune/1');
  beforeAll(async () => {
    first = await searchAll(tune, { storage, source: 'the text' });
  }, 60_000);

  it('makes trials, and knows the best of them', async () => {
    const { best, records } = valueOf(first.outcome);
    expect(records.map(({ trial }) => trial)).toEqual([1, 2, 3, 4, 5]);
    const scores = records.map(({ scores: own }) => own['validation.accuracy']!);
    expect(best!.scores['validation.accuracy']).toBe(Math.max(...scores));
    for (const { point } of records) {
      expect(Number(point['optimizer.rate'])).toBeGreaterThanOrEqual(1e-3);
      expect(Number(point['model.hidden'])).toBeLessThanOrEqual(8);
    }
    expect(first.events.map(({ event }) => event).filter((event) => event === 'epoch')).toHaveLength(10);
    expect(first.events[0]).toMatchObject({ event: 'start', search: 'Tune', run: 'runs/Tune/1', trials: 5 });
    expect(first.events.at(-1)).toMatchObject({ event: 'done', trials: 5, best: { trial: best!.trial } });
  });

  it('is the same again', async () => {
    const again = await searchAll(tune);
    expect(timeless(valueOf(again.outcome).records)).toEqual(timeless(valueOf(first.outcome).records));
  });

  it('trains each trial as an ordinary run does', async () => {
    const { best } = valueOf(first.outcome);
    const recipe = valueOf(tune.trial(best!.point));
    const run = valueOf(await train(recipe, { catalog, backend: cpu, world: worldOf() }).result());
    expect(run.progress.epochs.at(-1)!.validation!['accuracy']).toBe(best!.scores['validation.accuracy']);
    const kept = valueOf(await loadArtifact(storage, 'artifact'));
    expect(kept.manifest.weights_sha256).toBe(run.digest);
  });

  it('leaves its plan, its records, the recipe of the best and a report', async () => {
    const lines = (await textOf(storage, 'trials.jsonl')).trim().split('\n');
    expect(lines.map((line) => (fromJson(line) as TrialRecord).trial)).toEqual([1, 2, 3, 4, 5]);
    expect(fromJson(await textOf(storage, 'search.json'))).toMatchObject({ plan: { name: 'Tune' } });
    expect(fromJson(await textOf(storage, 'recipe.json'))).toMatchObject({ name: 'Run' });
    expect(await textOf(storage, 'source.nn')).toBe('the text');
    const page = await textOf(storage, 'report.html');
    expect(page).toContain('validation.accuracy by model.hidden');
    expect(page.match(/<circle/g)!.length).toBeGreaterThanOrEqual(10);
    expect(await textOf(storage, 'search.svg')).toMatch(/^<svg/);
  });
});

describe('a search that is stopped', () => {
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

  it('goes on to the same records after a crash at any write, and repeats no trial', async () => {
    const expected = valueOf((await searchAll(tune)).outcome);
    const storage = memoryStorage();
    const made: number[] = [];
    for (let attempt = 0; ; attempt++) {
      expect(attempt).toBeLessThan(40);
      const { events, outcome } = await searchAll(tune, {
        storage: failing(storage, 9 + attempt),
        resume: true,
        checkpointSeconds: 0,
      });
      for (const event of events) if (event.event === 'trial') made.push(event.trial);
      if (!outcome.ok) {
        expect(outcome.diagnostics.map(({ code }) => code)).toEqual(['file-unwritable']);
        continue;
      }
      expect(attempt).toBeGreaterThan(3);
      expect(made).toEqual([1, 2, 3, 4, 5]);
      expect(timeless(outcome.value.records)).toEqual(timeless(expected.records));
      return;
    }
  });

  it('goes on with the trial that was interrupted', async () => {
    const storage = memoryStorage();
    const controller = new AbortController();
    let begun = 0;
    const first = await searchAll(tune, {
      storage,
      signal: controller.signal,
      trial: (point) => {
        // The second trial is under way when the user interrupts.
        if (++begun === 2) setTimeout(() => controller.abort(), 0);
        return tune.trial(point);
      },
    });
    expect(first.events.at(-1)).toMatchObject({ event: 'interrupted', trial: 2 });
    expect(valueOf(first.outcome).reason).toBe('interrupted');
    const second = await searchAll(tune, { storage, resume: true });
    expect(second.events[0]).toMatchObject({ event: 'start', resumed: 1 });
    expect(second.events[1]).toMatchObject({ event: 'trial-start', trial: 2 });
    expect(valueOf(second.outcome).records).toHaveLength(5);
  });

  it('does not go on as another one', async () => {
    const storage = memoryStorage();
    await searchAll(searchOf('batch ~ each(60)'), { storage });
    const { outcome } = await searchAll(searchOf('batch ~ each(30)'), { storage, resume: true });
    expect(outcome.ok ? [] : outcome.diagnostics.map(({ code }) => code)).toEqual(['plan-mismatch']);
  });
});

describe('what comes of trials', () => {
  it('may be nothing: a loss that explodes is a result', async () => {
    const { outcome } = await searchAll(
      searchOf(
        'optimizer.rate ~ choice(1e-2, 1e6) trials: 4 strategy: grid objective: minimize(validation.loss)',
      ),
    );
    const { records, best } = valueOf(outcome);
    expect(records.map(({ reason }) => reason)).toEqual(['epochs', 'abandoned']);
    expect(records[1]!.cost).toBe(Infinity);
    expect(best!.trial).toBe(1);
  });

  it('is a failure where none comes to anything', async () => {
    const { events, outcome } = await searchAll(searchOf('optimizer.rate ~ each(1e6, 1e7)'));
    expect(outcome.ok ? [] : outcome.diagnostics.map(({ code }) => code)).toEqual(['search-without-result']);
    expect(events.at(-1)!.event).toBe('failed');
  });

  it('of an experiment is mean and spread', async () => {
    const { outcome } = await searchAll(
      searchOf('data.fold ~ each(0..4) report: [validation.accuracy, test.loss]'),
    );
    const { records, spread, best } = valueOf(outcome);
    expect(best).toBeUndefined();
    const values = records.map(({ scores }) => scores['validation.accuracy']!);
    expect(new Set(records.map(({ scores }) => scores['test.loss'])).size).toBe(4);
    const mean = (values[0]! + values[1]! + values[2]! + values[3]!) / 4;
    expect(spread['validation.accuracy']!.mean).toBeCloseTo(mean, 12);
    expect(spread['validation.accuracy']!.deviation ** 2).toBeCloseTo(
      values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 3,
      12,
    );
  });
});

describe('halving', () => {
  it('lets trials go on to the bits of a whole run', async () => {
    const halving = searchOf(
      'optimizer.rate ~ log(1e-3, 1e-1) trials: 4 strategy: halving(factor: 2) objective: minimize(validation.loss)',
    );
    const { records, best } = valueOf((await searchAll(halving, { storage: memoryStorage() })).outcome);
    expect(records.map(({ epochs }) => epochs)).toEqual([1, 1, 1, 1, 2, 2]);
    expect(records.slice(0, 4).map(({ reason }) => reason)).toEqual(['paused', 'paused', 'paused', 'paused']);
    const survivors = [...records.slice(0, 4)].sort((a, b) => a.cost - b.cost).slice(0, 2);
    expect(records.slice(4).map(({ trial }) => trial)).toEqual(survivors.map(({ trial }) => trial));
    const recipe = valueOf(halving.trial(best!.point));
    const whole = valueOf(await train(recipe, { catalog, backend: cpu, world: worldOf() }).result());
    expect(best!.scores['validation.loss']).toBe(whole.progress.epochs.at(-1)!.validation!['loss']);
  });
});

describe('coarse to fine', () => {
  it('looks at a third of the range, about the best', async () => {
    const { outcome } = await searchAll(
      searchOf(
        'optimizer.rate ~ log(1e-4, 1e-1) trials: 6 refine: 2 rounds objective: minimize(validation.loss)',
      ),
    );
    const { records } = valueOf(outcome);
    expect(records.map(({ round, trial }) => [round, trial])).toEqual([
      [1, 1],
      [1, 2],
      [1, 3],
      [2, 4],
      [2, 5],
      [2, 6],
    ]);
    const [best] = [...records.slice(0, 3)].sort((a, b) => a.cost - b.cost);
    const low = Math.min(2 / 3, Math.max(0, best!.at[0]! - 1 / 6));
    for (const { at } of records.slice(3)) {
      expect(at[0]).toBeGreaterThanOrEqual(low - 1e-9);
      expect(at[0]).toBeLessThanOrEqual(low + 1 / 3 + 1e-9);
    }
  });
});

describe('the best at an edge', () => {
  it('is told of, with the wider range', async () => {
    // After two epochs more is learnt the higher the rate is: the best lies at the upper end.
    const { outcome } = await searchAll(
      searchOf(
        'optimizer.rate ~ log(1e-6, 1e-4) trials: 3 strategy: grid objective: minimize(validation.loss)',
      ),
    );
    const [finding] = valueOf(outcome).findings;
    expect(finding).toMatchObject({
      code: 'search-edge',
      message: 'The best optimizer.rate, 0.0001, lies at an edge of log(1e-6, 1e-4).',
      help: 'Search further: optimizer.rate ~ log(0.000001, 0.001)',
    });
  });
});

describe('a search for an activation', () => {
  it('trains what it puts together', async () => {
    const { outcome } = await searchAll(
      searchOf(
        'model.act ~ compose(unary: [identity, sigmoid], binary: [multiply], depth: 1) trials: 4 strategy: grid objective: minimize(validation.loss)',
      ),
    );
    const texts = valueOf(outcome).records.map(({ point }) => point['model.act']);
    // x², two ways to write x · σ(x), and σ(x)².
    expect(texts).toEqual([
      '[identity, identity] -> multiply',
      '[identity, sigmoid] -> multiply',
      '[sigmoid, identity] -> multiply',
      '[sigmoid, sigmoid] -> multiply',
    ]);
    const [, one, other] = valueOf(outcome).records;
    expect(one!.scores['validation.loss']).toBeCloseTo(other!.scores['validation.loss']!, 5);
  });
});
