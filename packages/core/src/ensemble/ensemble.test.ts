import { jest } from '@jest/globals';
import { cpu } from '@neurite/backend-cpu';
import { catalog } from '@neurite/standard/catalog';
import { loadArtifact } from '../artifact/artifact.js';
import { openPredictor } from '../artifact/predictor.js';
import { memoryStorage } from '../checkpoint/storage.js';
import { openData } from '../data/open-data.js';
import { fromJson } from '../format/json.js';
import { ensembleOf, valueOf } from '../test/search.js';
import { worldOf } from '../test/world.js';
import { decisions, differing, meanDeviation } from './disagreement.js';
import { trainEnsemble } from './ensemble.js';
import type { EnsembleEvent } from './events.js';
import { memberData, memberRecipe } from './members.js';
import type { EnsembleOptions } from './run-ensemble.js';

// Training in the reference backend takes its time, and a busy machine more of it.
jest.setTimeout(60_000);

const world = worldOf();

const run = async (settings: string, options: Partial<EnsembleOptions> = {}) => {
  const plan = ensembleOf(settings);
  const training = trainEnsemble(plan, { catalog, backend: cpu, world, ...options });
  const events: EnsembleEvent[] = [];
  for await (const event of training) events.push(event);
  return { plan, events, outcome: await training.result() };
};

const softmax = (scores: readonly number[]): readonly number[] => {
  const most = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - most));
  const sum = powers.reduce((a, b) => a + b);
  return powers.map((power) => power / sum);
};

const points = [
  [0.5, 0.25],
  [-0.7, 0.4],
  [1.5, -0.3],
];

describe.each([
  ['mean', (shares: readonly (readonly number[])[]) => shares],
  [
    'vote',
    (shares: readonly (readonly number[])[]) =>
      shares.map((share) => (share[0]! >= share[1]! ? [1, 0] : [0, 1])),
  ],
])('an ensemble by %s', (combine, said) => {
  const storage = memoryStorage('runs/Team/1');
  let trained: Awaited<ReturnType<typeof run>>;
  beforeAll(async () => {
    trained = await run(`members: 3 vary: [seed, bootstrap] combine: ${combine}`, {
      storage,
      source: 'text',
    });
  }, 60_000);

  it('is one model that says what its members say together', async () => {
    const whole = valueOf(await openPredictor(valueOf(await loadArtifact(storage, 'artifact')), cpu));
    const together = valueOf(await whole.predict({ point: points }))['scores']!;
    const members = await Promise.all(
      [1, 2, 3].map(async (member) => {
        const artifact = valueOf(await loadArtifact(storage, `members/${member}/artifact`));
        const predictor = valueOf(await openPredictor(artifact, cpu));
        return valueOf(await predictor.predict({ point: points }))['scores']!.data;
      }),
    );
    expect(together.shape).toEqual([3, 2]);
    points.forEach((_, row) => {
      const shares = said(members.map((data) => softmax([data[2 * row]!, data[2 * row + 1]!])));
      const expected = [0, 1].map((index) => shares.reduce((sum, share) => sum + share[index]!, 0) / 3);
      const found = softmax([together.data[2 * row]!, together.data[2 * row + 1]!]);
      // Float32 weights and activations; of votes a share of 0 counts as 1e-6.
      expect(found[0]).toBeCloseTo(expected[0]!, 5);
      expect(found[1]).toBeCloseTo(expected[1]!, 5);
    });
  });

  it('tells of each member, of the whole and of how far they are apart', async () => {
    const { events, outcome } = trained;
    const ensemble = valueOf(outcome)!;
    expect(ensemble.members.map(({ member, seed }) => [member, seed])).toEqual([
      [1, 0],
      [2, 1],
      [3, 2],
    ]);
    expect(new Set(ensemble.members.map(({ scores }) => scores.test!['loss'])).size).toBe(3);
    expect(Object.keys(ensemble.scores.test!)).toEqual(['loss', 'accuracy']);
    // Three trainings of a few steps, from other weights and examples, decide otherwise somewhere, but not everywhere.
    expect(ensemble.disagreement['scores']).toBeGreaterThan(0);
    expect(ensemble.disagreement['scores']).toBeLessThan(1);
    expect(events.map(({ event }) => event).filter((event) => event !== 'epoch')).toEqual([
      'start',
      ...[1, 2, 3].flatMap(() => ['member-start', 'member']),
      'done',
    ]);
    const page = new TextDecoder().decode(await storage.read('report.html'));
    expect(page).toContain('test accuracy by member');
    const recipe = fromJson(new TextDecoder().decode(await storage.read('recipe.json')));
    expect(recipe).toMatchObject({ name: 'Team' });
  });
});

describe('a mean of probabilities', () => {
  it('is never worse in cross-entropy than the members are on average', async () => {
    const { outcome } = await run('members: 3');
    const { members, scores } = valueOf(outcome)!;
    const average = members.reduce((sum, member) => sum + member.scores.test!['loss']!, 0) / 3;
    // Jensen's inequality; float32 sums.
    expect(scores.test!['loss']).toBeLessThanOrEqual(average + 1e-6);
  });
});

describe('members', () => {
  it('differ by seed', () => {
    const plan = ensembleOf('members: 3 seed: 5');
    expect([0, 1, 2].map((member) => memberRecipe(plan, member).seed)).toEqual([5, 6, 7]);
  });

  it('differ by examples: as many, drawn with repetition', async () => {
    const plan = ensembleOf('members: 2 vary: [bootstrap]');
    expect(memberRecipe(plan, 1)).toBe(plan.recipe);
    const { data: request, graph } = plan.recipe;
    const data = valueOf(await openData({ plan: request, graph, catalog, world }));
    const [one, two] = [await memberData(plan, 0, data), await memberData(plan, 1, data)];
    const { rows } = data.parts.train;
    expect(one.parts.train.rows).toHaveLength(rows.length);
    expect([...one.parts.train.rows].every((row) => rows.includes(row))).toBe(true);
    // Of n draws with repetition 1 − 1/e are distinct, give or take: 47 of 75.
    expect(new Set(one.parts.train.rows).size).toBeLessThan(60);
    expect([...one.parts.train.rows]).not.toEqual([...two.parts.train.rows]);
    expect(one.digest).not.toBe(two.digest);
    expect(one.parts.test).toBe(data.parts.test);
  });

  it('are snapshots: each goes on from the one before', async () => {
    const plan = ensembleOf('members: 2 vary: [snapshot]');
    expect([0, 1].map((member) => memberRecipe(plan, member).epochs)).toEqual([1, 1]);
    const { events } = await run('members: 2 vary: [snapshot]');
    const losses = events.flatMap((event) => (event.event === 'epoch' ? [event.train['loss']!] : []));
    // The second begins where the first ended, and not at chance again.
    expect(losses).toHaveLength(2);
    expect(losses[1]).toBeLessThan(losses[0]!);
  });
});

describe('an ensemble that is stopped', () => {
  it('goes on to the same bits', async () => {
    const whole = valueOf((await run('members: 2')).outcome)!;
    const storage = memoryStorage();
    const controller = new AbortController();
    const plan = ensembleOf('members: 2');
    const options = { catalog, backend: cpu, world, storage };
    for await (const event of trainEnsemble(plan, { ...options, signal: controller.signal }))
      if (event.event === 'member-start' && event.member === 2) controller.abort();
    const { events, outcome } = await run('members: 2', { storage, resume: true });
    expect(valueOf(outcome)!.digest).toBe(whole.digest);
    expect(events.at(-1)!.event).toBe('done');
  });

  it('does not go on as another one', async () => {
    const storage = memoryStorage();
    await run('members: 2', { storage });
    const { outcome } = await run('members: 3', { storage });
    expect(outcome.ok ? [] : outcome.diagnostics.map(({ code }) => code)).toEqual(['plan-mismatch']);
  });
});

describe('disagreement', () => {
  const tensor = (data: readonly number[], shape: readonly number[]) => ({
    dtype: 'float32' as const,
    shape,
    data: Float32Array.from(data),
  });

  it('of classes is the part on which two decide otherwise', () => {
    const members = [
      [1, 0, 0, 1, 3, 2],
      [1, 0, 1, 0, 2, 3],
      [0, 1, 0, 1, 2, 3],
    ].map((data) => decisions(tensor(data, [3, 2]), true, 0));
    expect(members).toEqual([
      [0, 1, 0],
      [0, 0, 1],
      [1, 1, 1],
    ]);
    // Of nine comparisons six differ.
    expect(differing(members)).toBeCloseTo(6 / 9, 12);
    expect(decisions(tensor([0.4, 0.6], [2, 1]), false, 0.5)).toEqual([0, 1]);
  });

  it('of numbers is the deviation', () => {
    expect(meanDeviation([tensor([1, 5], [2, 1]), tensor([3, 5], [2, 1])])).toBeCloseTo(0.5, 12);
  });
});
