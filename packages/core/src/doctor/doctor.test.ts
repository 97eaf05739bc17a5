import { jest } from '@jest/globals';
import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import type { Recipe } from '@neurite/contract';
import { catalog } from '@neurite/standard/catalog';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nodeWorld } from '../node/node-world.js';
import { compiled } from '../test/compiled.js';
import { watched } from '../test/run.js';
import { worldOf } from '../test/world.js';
import type { Check, CheckName } from './check.js';
import { doctor } from './doctor.js';
import type { DoctorEvent, Examination } from './events.js';
import type { DoctorOptions } from './options.js';

// The reference backend takes its time, and a busy machine more of it.
jest.setTimeout(60_000);

const examine = async (recipe: Recipe, options: Partial<DoctorOptions> = {}): Promise<Examination> => {
  const outcome = await doctor(recipe, { backend: wasm, catalog, world: worldOf(), ...options }).result();
  if (!outcome.ok) throw new Error(outcome.diagnostics.map(({ message }) => message).join('\n'));
  return outcome.value;
};

const check = ({ checks }: Examination, name: CheckName): Check => checks.find((each) => each.name === name)!;

const attempts = (found: Examination) => check(found, 'overfit').numbers['attempts'] as readonly object[];

/** Fewer steps than by default, where a test is not about how many there are. */
const few = { steps: 60, rates: { steps: 40 } } as const;

const moons = (layers: string, settings: string, more = ''): Recipe =>
  compiled(`
  model Net { input point: [2]  output scores = point -> ${layers} as head }
  data Moons { source: moons(160, noise: 0.1), validation: 32, shuffle: 3
    field point = point -> standardize
    field label = label -> one_of(2)
    ${more}
  }
  train Run { model: Net, data: Moons, loss: cross_entropy, batch: 32, epochs: 2, seed: 4
    ${settings} }`);

/** A world with a table of two columns. */
const table = (
  names: string,
  rows: readonly (readonly [number, number | string])[],
): Partial<DoctorOptions> => ({
  world: worldOf({ 'table.csv': [names, ...rows.map((row) => row.join(',')), ''].join('\n') }),
});

/** y = w x is to be 3 x + 0.1, which it never is exactly, from the weight 0. */
const slope = (rate: string): Recipe =>
  compiled(`
  model Slope { input x: [1]  output y = x -> dense(1, bias: false, init: zeros) }
  data Line { source: csv("table.csv", features: ["x"])  field x = features }
  train Run { model: Slope, data: Line, batch: 4, epochs: 1, optimizer: sgd(rate: ${rate})
    loss { fit: mean((y - 3 * x - 0.1) ^ 2) } }`);

describe('an examination', () => {
  it('finds nothing wrong where all is well', async () => {
    const found = await examine(
      moons(
        'dense(32) -> relu -> dropout(0.2) -> dense(2)',
        'optimizer: adam(rate: 0.01)  regularize: l2(1e-4) on "**.kernel"',
      ),
    );
    expect(found.checks.map(({ name, verdict }) => `${name}: ${verdict}`)).toEqual([
      'initial loss: ok',
      'regularization: ok',
      'units: ok',
      'gradients: ok',
      'rate range: ok',
      'update size: ok',
      'overfit: ok',
    ]);
    expect(found).toMatchObject({ verdict: 'ok', interrupted: false, recipe: 'Run', seed: 4, examples: 128 });
    expect(found.rates!.points.length).toBeGreaterThan(60);
  });

  it('measures the loss of an even guess, and what penalties add to it', async () => {
    // Scores of 0: exactly ln 2. The penalty is 0.1 · (8 · 0.5² + 0), whatever the data.
    const found = await examine(
      moons(
        'dense(4, init: constant(0.5)) -> relu -> dense(2, init: zeros)',
        'optimizer: sgd(rate: 0.1)  regularize: l2(0.1) on "**.kernel"',
      ),
      few,
    );
    expect(check(found, 'initial loss').numbers['loss']).toBeCloseTo(Math.LN2, 6);
    expect(check(found, 'regularization').numbers['penalty']).toBeCloseTo(0.2, 6);
    expect(check(found, 'regularization').numbers['regularized']).toBeCloseTo(Math.LN2 + 0.2, 6);
  });

  it('says what is wrong with regularization', async () => {
    const settings = 'optimizer: sgd(rate: 0.1)';
    const plain = await examine(moons('dense(4) -> relu -> dense(2)', settings), few);
    expect(check(plain, 'regularization').verdict).toBe('skipped');
    const strong = await examine(
      moons('dense(4) -> relu -> dense(2)', `${settings}  regularize: l2(100) on "**.kernel"`),
      few,
    );
    expect(check(strong, 'regularization')).toMatchObject({ verdict: 'warning', advice: /^Too strong/ });
    const empty = await examine(
      moons('dense(2, init: zeros)', `${settings}  regularize: l2(1) on "**.kernel"`),
      few,
    );
    expect(check(empty, 'regularization').verdict).toBe('failed');
  });

  it('turns dropout and augmentation off where they would hide something, and nothing else', async () => {
    const layers = (middle: string) =>
      `dense(8) as first -> batch_norm as norm -> relu ${middle} -> dense(2)`;
    const settings = 'optimizer: adam(rate: 0.01)';
    const without = await examine(moons(layers(''), settings), few);
    const noisy = await examine(
      moons(layers('-> dropout(0.6)'), settings, 'augment point = noise(0.5)'),
      few,
    );
    expect(check(noisy, 'initial loss').numbers).toEqual(check(without, 'initial loss').numbers);
    // The first attempt: the rate of a second one comes from the range of rates, which noise belongs to.
    expect(attempts(noisy)[0]).toEqual(attempts(without)[0]);
    expect(check(without, 'regularization').verdict).toBe('skipped');
    expect(check(noisy, 'regularization').numbers['noise']).not.toBe(0);
  });

  it('finds the rate at which descent on a parabola diverges', async () => {
    // The loss is the mean of (w x − 3 x − 0.1)² over x = ±1, about (w − 3)², whose curvature 2 lets rates up to 1 converge.
    const rows = Array.from({ length: 8 }, (_, index) => [index % 2 ? 1 : -1, 0] as const);
    const options = { ...table('x,unused', rows), rates: { from: 1e-4, to: 100, steps: 120 } };
    const found = await examine(slope('0.3'), options);
    const { diverged, best, suggested } = found.rates!;
    expect(diverged).toBeGreaterThan(1);
    expect(best).toBeLessThan(diverged!);
    expect(suggested).toBeGreaterThan(0.01);
    expect(suggested).toBeLessThan(1);
    // Before rates count, the loss is that of w = 0.
    expect(found.rates!.smoothed[0]![1]).toBeCloseTo(9, 1);
    expect(check(found, 'rate range').verdict).toBe('ok');
    expect(check(found, 'overfit').verdict).toBe('ok');

    const high = await examine(slope('500'), options);
    expect(check(high, 'rate range')).toMatchObject({ verdict: 'failed', advice: /^Too high/ });
    expect(high.rates).toEqual(found.rates);
    expect(check(high, 'overfit').measured).toMatch(/exploded/);

    const low = await examine(slope('1e-6'), options);
    expect(check(low, 'rate range')).toMatchObject({ verdict: 'warning', advice: /^Too low/ });
    expect(check(low, 'update size').verdict).toBe('warning');
    expect(check(low, 'overfit')).toMatchObject({ verdict: 'warning', advice: /too low/ });
  });

  it('says so where examples cannot be learned by heart', async () => {
    // The same input with both answers: nothing is better than an even guess, from where it starts.
    const recipe = compiled(`
    model Net { input x: [1]  output scores = x -> dense(2, init: zeros) }
    data Doubt { source: csv("table.csv", features: ["x"])  field x = features  field label = kind -> one_of(["no", "yes"]) }
    train Run { model: Net, data: Doubt, loss: cross_entropy, batch: 4, epochs: 1, optimizer: sgd(rate: 0.1) }`);
    const rows = Array.from({ length: 4 }, (_, index) => [1, index % 2 ? 'no' : 'yes'] as const);
    const found = await examine(recipe, { ...table('x,kind', rows), ...few });
    expect(check(found, 'overfit')).toMatchObject({ verdict: 'failed', advice: /^Nothing is learned/ });
    expect(check(found, 'overfit').numbers['examples']).toBe(4);
  });

  it.each([
    // −¼ ln ¼ − ¾ ln ¾, the entropy of the target.
    ['binary_cross_entropy(y, x)', 'y = x -> dense(1, bias: false)', 0.562335],
    // One class with 0.9, another with 0.1: what a smoothing of 0.2 makes of two.
    ['cross_entropy(y, label, label_smoothing: 0.2)', 'y = x -> dense(2)', 0.325083],
    ['cross_entropy(y, label)', 'y = x -> dense(2)', 0],
  ])('knows how small %s can become', async (loss, output, floor) => {
    const recipe = compiled(`
    model Net { input x: [1]  output ${output} }
    data Soft { source: csv("table.csv", features: ["x"])  field x = features  field label = kind -> one_of(["no", "yes"]) }
    train Run { model: Net, data: Soft, loss: ${loss}, batch: 4, epochs: 1, optimizer: adam(rate: 0.1) }`);
    const rows = Array.from({ length: 4 }, () => [0.25, 'yes'] as const);
    const found = await examine(recipe, { ...table('x,kind', rows), rates: { steps: 20 } });
    expect(check(found, 'overfit').numbers['floor']).toBeCloseTo(floor, 5);
    expect(check(found, 'overfit')).toMatchObject({ verdict: 'ok' });
  });

  it('sees saturated units and a first loss that is too high', async () => {
    const found = await examine(
      moons(
        'dense(8, init: random_normal(std: 300)) -> tanh -> dense(2, init: random_normal(std: 30))',
        'optimizer: sgd(rate: 1e-3)',
      ),
      few,
    );
    expect(check(found, 'initial loss')).toMatchObject({ verdict: 'warning', advice: /^Too high/ });
    expect(check(found, 'units').diagnostics.map(({ code }) => code)).toEqual(['saturated-units']);
    expect(found.verdict).not.toBe('ok');
  });

  it('keeps to what the file allows', async () => {
    const found = await examine(
      moons(
        'dense(8, init: random_normal(std: 300)) -> tanh -> dense(2)',
        'optimizer: sgd(rate: 1e-3)  allow saturated_units because "a test"',
      ),
      few,
    );
    expect(check(found, 'units')).toMatchObject({ verdict: 'ok', diagnostics: [] });
  });

  it('names the layer where a first loss is not finite, and leaves the rest out', async () => {
    const recipe = compiled(`
    model Net { input point: [2]  h = point -> dense(4) as first  output scores = log(h) -> dense(2) }
    data Moons { source: moons(40)  field label = label -> one_of(2) }
    train Run { model: Net, data: Moons, loss: cross_entropy, optimizer: sgd(rate: 0.1), batch: 8, epochs: 1 }`);
    const found = await examine(recipe, few);
    expect(check(found, 'initial loss')).toMatchObject({
      verdict: 'failed',
      measured: /comes out of "scores\.log"/,
    });
    expect(check(found, 'overfit')).toMatchObject({
      verdict: 'skipped',
      diagnostics: [{ code: 'check-left-out' }],
    });
    expect(found.rates).toBeUndefined();
  });

  it('leaves out what says nothing where phases play against each other', async () => {
    const recipe = compiled(`
    model Pair { input point: [2]  draft = point -> dense(2) as maker  output score = draft -> dense(1) as judge }
    data Moons { source: moons(40)  field label = label -> one_of(2) }
    train Game { model: Pair, data: Moons, optimizer: sgd(rate: 0.1), batch: 8, epochs: 1
      phase judge { update: "**.judge.**"  loss { good: mean(score) } }
      phase maker { update: "**.maker.**"  loss { bad: -mean(score) } }
      order: alternate }`);
    const found = await examine(recipe, few);
    expect(check(found, 'gradients').verdict).toBe('ok');
    for (const name of ['rate range', 'update size', 'overfit'] as const)
      expect(check(found, name)).toMatchObject({ verdict: 'skipped', measured: /against each other/ });
  });

  it('refuses amounts that make no sense', async () => {
    const wrong = async (options: Partial<DoctorOptions>) => {
      const recipe = moons('dense(2)', 'optimizer: sgd(rate: 0.1)');
      const outcome = await doctor(recipe, { backend: wasm, catalog, world: worldOf(), ...options }).result();
      return outcome.ok ? [] : outcome.diagnostics.map(({ code, message }) => `${code}: ${message}`);
    };
    expect(await wrong({ examples: 0 })).toEqual([
      'doctor-setting: An examination takes as examples a whole number of at least 1, not 0.',
    ]);
    expect(await wrong({ rates: { steps: 3 } })).toHaveLength(1);
    expect(await wrong({ rates: { from: 1, to: 0.1 } })).toHaveLength(1);
  });

  it('finds the same again, leaves nothing on the device, and is no other on the reference backend', async () => {
    const recipe = moons('dense(8) -> tanh -> dropout(0.3) -> dense(2)', 'optimizer: adam(rate: 0.02)');
    const options = { examples: 6, steps: 12, rates: { from: 1e-5, to: 0.01, steps: 20 } };
    const backend = watched(wasm);
    const first = await examine(recipe, { ...options, backend });
    expect(await examine(recipe, options)).toEqual(first);
    expect(backend.device()!.statistics().buffers).toBe(0);
    const judged = await examine(recipe, { ...options, backend: cpu });
    for (const [index, [rate, loss]] of judged.rates!.smoothed.entries()) {
      expect(first.rates!.smoothed[index]![0]).toBe(rate);
      // Twenty steps in float32 on both sides, summed in another order.
      expect(first.rates!.smoothed[index]![1]).toBeCloseTo(loss, 4);
    }
    expect(judged.checks.map(({ verdict }) => verdict)).toEqual(first.checks.map(({ verdict }) => verdict));
  });

  it('ends where it is told to, with what was found by then', async () => {
    const controller = new AbortController();
    const examining = doctor(moons('dense(8) -> tanh -> dense(2)', 'optimizer: adam(rate: 0.02)'), {
      ...{ backend: wasm, catalog, world: worldOf(), signal: controller.signal },
      ...few,
    });
    const events: DoctorEvent['event'][] = [];
    for await (const event of examining) {
      events.push(event.event);
      if (event.event === 'looking' && event.check === 'rate range') controller.abort();
    }
    expect(events.at(-1)).toBe('interrupted');
    const outcome = await examining.result();
    expect(outcome).toMatchObject({ ok: true, value: { interrupted: true } });
  });

  it('finds in data that is read by rows what it finds in data that is held', async () => {
    const root = await mkdtemp(join(tmpdir(), 'neurite-doctor-'));
    try {
      const pixels = Array.from({ length: 60 * 12 }, (_, at) => (at * 37 + (at % 12) ** 2 * 11) % 251);
      await writeFile(
        join(root, 'images'),
        Uint8Array.of(0, 0, 8, 3, 0, 0, 0, 60, 0, 0, 0, 4, 0, 0, 0, 3, ...pixels),
      );
      await writeFile(
        join(root, 'labels'),
        Uint8Array.of(0, 0, 8, 1, 0, 0, 0, 60, ...pixels.slice(0, 60).map((row) => row % 3)),
      );
      const recipe = compiled(`
      model Net { input image: [4, 3, 1]  output scores = image -> flatten -> dense(5) -> tanh -> dense(3) }
      data Images { source: idx("images", labels: "labels")
        field image = image -> standardize  field label = label -> one_of(3)  augment image = noise(0.1) }
      train Run { model: Net, data: Images, loss: cross_entropy, optimizer: adam(rate: 0.05), batch: 8, epochs: 1 }`);
      const held = await examine(recipe, { ...few, world: nodeWorld(root, root, { streamAbove: Infinity }) });
      const streamed = await examine(recipe, { ...few, world: nodeWorld(root, root, { streamAbove: 100 }) });
      expect(streamed.checks).toEqual(held.checks);
    } finally {
      await rm(root, { recursive: true, force: true });
    }
  });
});
