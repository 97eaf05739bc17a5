import { jest } from '@jest/globals';
import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { ruleNames, type HostTensor } from '@neurite/contract';
import { catalog } from '@neurite/standard/catalog';
import { memoryStorage } from '../checkpoint/storage.js';
import type { TrainOptions } from '../train/options.js';
import { compiled } from '../test/compiled.js';
import { statefulRecipe } from '../test/mlp.js';
import { eventsOf, trainAll } from '../test/run.js';
import { updateRatios } from './check-up.js';
import { isPoint } from './points.js';
import { readCurve } from './read-curve.js';
import { rangeOf, subjectsOf } from './subjects.js';

// Training in the reference backend takes its time, and a busy machine more of it.
jest.setTimeout(60_000);

const text = (layers: string, settings: string): string => `
  model Net { input point: [2]  output scores = point -> ${layers} -> dense(2) as head }
  data Moons { source: moons(160, noise: 0.1), validation: 32, shuffle: 3
    field point = point -> standardize
    field label = label -> one_of(2)
  }
  train Run { model: Net, data: Moons, loss: cross_entropy, optimizer: sgd(rate: 0.1), batch: 32, epochs: 2
    ${settings} }`;

const findings = async (layers: string, settings: string, options: Partial<TrainOptions> = {}) => {
  const { events } = await trainAll(compiled(text(layers, settings)), { backend: wasm, ...options });
  return eventsOf(events, 'finding').map(({ diagnostic }) => diagnostic);
};
const codes = async (...request: Parameters<typeof findings>) =>
  (await findings(...request)).map(({ code }) => code);

const filled = (shape: readonly number[], value: (index: number) => number): HostTensor => ({
  dtype: 'float32',
  shape,
  data: Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, index) => value(index)),
});

describe('rules that watch a training', () => {
  it('are silent where all is well', async () => {
    expect(await codes('dense(16) -> relu -> dense(16) -> tanh', 'seed: 4')).toEqual([]);
  });

  it('see units that are dead', async () => {
    const start = new Map([['scores.dense.bias', filled([8], (index) => (index < 7 ? -1000 : 0))]]);
    const [found, ...more] = await findings('dense(8) -> relu', '', { start });
    expect(more).toEqual([]);
    expect(found).toMatchObject({
      code: 'dead-units',
      severity: 'warning',
      message: '7 of the 8 units of "scores.relu" gave 0 for all of 128 examples.',
      span: { start: { line: 2 } },
    });
    expect(await codes('dense(8) -> relu', 'health { dead_units: 90% }', { start })).toEqual([]);
    const allow = 'allow dead_units on "scores.relu" because "a test"';
    expect(await codes('dense(8) -> relu', allow, { start })).toEqual([]);
    // One that nothing needs is told of at the end, once.
    const needless = `${allow} allow overfitting because "another test"`;
    const found_ = await findings('dense(8) -> relu', needless, { start });
    expect(found_).toMatchObject([
      {
        code: 'unneeded-allow',
        severity: 'info',
        message: 'There was nothing in this run that "allow overfitting" would have silenced.',
      },
    ]);
    // A leaky unit never dies.
    expect(await codes('dense(8) -> leaky_relu', '', { start })).not.toContain('dead-units');
  });

  it('do not tell again after an interruption of what the report has already', async () => {
    const start = new Map([['scores.dense.bias', filled([8], (index) => (index < 7 ? -1000 : 0))]]);
    const recipe = compiled(text('dense(8) -> relu', ''));
    const storage = memoryStorage();
    const options = { backend: wasm, start, storage };
    const first = await trainAll(recipe, { ...options, until: 1 });
    const [told, ...more] = eventsOf(first.events, 'finding');
    expect(more).toEqual([]);
    const second = await trainAll(recipe, { ...options, resume: true });
    expect(eventsOf(second.events, 'finding')).toEqual([]);
    expect(second.trained.progress.findings).toMatchObject([
      { step: told!.step, paths: ['scores.relu'], diagnostic: { code: 'dead-units' } },
    ]);
    const page = new TextDecoder().decode(await storage.read('report.html'));
    expect(page).toContain('7 of the 8 units of &#34;scores.relu&#34; gave 0');
  });

  it('remember over an interruption which allowances were needed', async () => {
    const start = new Map([['scores.dense.bias', filled([8], (index) => (index < 7 ? -1000 : 0))]]);
    const allow = 'allow dead_units on "scores.relu" because "a test" allow update_ratio because "a test"';
    const recipe = compiled(text('dense(8) -> relu', allow));
    const options = { backend: wasm, start, storage: memoryStorage() };
    const first = await trainAll(recipe, { ...options, until: 1 });
    expect(eventsOf(first.events, 'finding')).toEqual([]);
    expect(first.trained.progress.silenced).toEqual(['dead_units scores.relu']);
    const codes_ = async () => {
      const { events, trained } = await trainAll(recipe, { ...options, resume: true });
      expect(trained.progress.findings.map(({ diagnostic: { code } }) => code)).toEqual(['unneeded-allow']);
      return eventsOf(events, 'finding').map(({ diagnostic: { code } }) => code);
    };
    expect(await codes_()).toEqual(['unneeded-allow']);
    // A run that is over says it no second time.
    expect(await codes_()).toEqual([]);
  });

  it('see activations at the ends of their range', async () => {
    const start = new Map([['scores.dense.kernel', filled([2, 8], (index) => (index % 2 ? 300 : -300))]]);
    const found = await findings('dense(8) -> tanh', '', { start });
    expect(found.map(({ code }) => code)).toContain('saturated-units');
    expect(found.find(({ code }) => code === 'saturated-units')!.message).toMatch(
      /^\d+ % of what "scores\.tanh" gave lies at an end of its range\.$/,
    );
    // What no weights follow may be as certain as it likes.
    const last = text('dense(8) -> tanh', '').replace(' as head', ' -> tanh');
    const recipe = compiled(last);
    expect(subjectsOf(recipe.graph, catalog).map(({ node }) => node.path)).toEqual(['scores.tanh']);
  });

  it('see gradients that vanish on their way', async () => {
    const deep = Array.from({ length: 12 }, () => 'dense(8, init: random_normal(std: 0.01)) -> sigmoid');
    const found = await codes(deep.join(' -> '), '');
    expect(found).toContain('vanishing-gradients');
  });

  it('see gradients that explode, unless they are clipped', async () => {
    const huge = 'dense(8, init: random_normal(std: 500)) -> dense(8, init: random_normal(std: 500))';
    expect(await codes(huge, '')).toContain('exploding-gradients');
    expect(await codes(huge, 'clip: global_norm(1.0)')).not.toContain('exploding-gradients');
  });

  it('see a first loss far above that of an even guess', async () => {
    const [found] = await findings('dense(8, init: random_normal(std: 30)) -> relu', 'clip: global_norm(1)');
    expect(found).toMatchObject({ code: 'initial-loss' });
    expect(found!.message).toMatch(/an even guess among 2 classes costs 0\.693\.$/);
  });

  it('see steps that are too large', async () => {
    const text_ = text('dense(8) -> tanh', '').replace('sgd(rate: 0.1)', 'adam(rate: 1)');
    const { events } = await trainAll(compiled(text_), { backend: wasm });
    expect(eventsOf(events, 'finding').map(({ diagnostic }) => diagnostic.code)).toContain('update-ratio');
  });

  it('change no bit of the run', async () => {
    for (const backend of [cpu, wasm]) {
      const recipe = statefulRecipe();
      const allowed = ruleNames.map((rule) => ({ rule, because: 'a test' }));
      const [watched, unwatched] = [
        await trainAll(recipe, { backend }),
        await trainAll({ ...recipe, health: { ...recipe.health, allowed } }, { backend }),
      ];
      expect(watched.trained.digest).toBe(unwatched.trained.digest);
    }
  });
});

describe('readCurve', () => {
  const recipe = compiled(text('dense(4) -> tanh', ''));
  const epochs = (train: readonly number[], validation: readonly number[] = train) =>
    train.map((loss, index) => ({
      epoch: index + 1,
      step: index + 1,
      train: { loss },
      validation: { loss: validation[index]! },
      rate: 0.1,
      seconds: 1,
    }));
  const seen = (...request: Parameters<typeof epochs>) =>
    readCurve(recipe, epochs(...request), undefined).map(({ rule }) => rule);

  it('tells of a loss that does not fall, and why', () => {
    expect(seen([1, 0.9, 0.8, 0.7, 0.6])).toEqual([]);
    expect(seen([1, 1, 1, 1])).toEqual([]);
    expect(seen([1, 1.01, 0.99, 1, 0.995])).toEqual(['stalled_loss']);
    const words = (ratio: number) => readCurve(recipe, epochs([1, 1, 1, 1, 1]), ratio)[0]!.words;
    expect(words(1e-6)).toContain('the rate is too low');
    expect(words(0.5)).toContain('the rate is too high');
    expect(words(1e-3)).toContain('a plateau of bad initialization');
  });

  it('tells of a gap that opens between training and validation', () => {
    expect(seen([1, 0.8, 0.6], [1, 0.9, 0.95])).toEqual([]);
    expect(seen([1, 0.3], [0.5, 0.95])).toEqual([]);
    expect(seen([1, 0.8, 0.3], [1, 0.6, 0.95])).toEqual(['overfitting']);
    // Both become worse: something else is wrong.
    expect(seen([1, 0.8, 0.9], [1, 0.6, 0.95])).toEqual([]);
  });
});

describe('what is looked at', () => {
  it('are a few steps: the middle and the end of epochs 1, 2, 4, 8', () => {
    const looked = (epoch: number, turns = 1) =>
      Array.from({ length: 10 }, (_, position) => position).filter((at) => isPoint(epoch, at, 10, turns));
    expect(looked(1)).toEqual([5, 9]);
    expect(looked(3)).toEqual([]);
    expect(looked(4)).toEqual([5, 9]);
    expect(looked(1, 2)).toEqual([5, 6, 8, 9]);
  });

  it('are ranges with two ends', () => {
    expect(rangeOf('(−1, 1)')).toEqual([-1, 1]);
    expect(rangeOf('[0, 6]')).toEqual([0, 6]);
    expect(rangeOf('[0, ∞)')).toBeUndefined();
    expect(rangeOf('(−α, ∞)')).toBeUndefined();
  });

  it('are steps beside the size of the weights', () => {
    const ratios = updateRatios(
      new Map([
        ['a', Float32Array.of(3, 4)],
        ['b', Float32Array.of(0, 0)],
      ]),
      new Map([
        ['a', Float32Array.of(3, 4.5)],
        ['b', Float32Array.of(1, 1)],
      ]),
    );
    expect([...ratios]).toEqual([['a', 0.1]]);
  });
});
