import { jest } from '@jest/globals';
import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import type { Backend, HostTensor } from '@neurite/contract';
import { catalog } from '@neurite/standard/catalog';
import { compiled } from '../test/compiled.js';
import { eventsOf, trainAll, trainInPieces } from '../test/run.js';
import { worldOf } from '../test/world.js';
import { evaluate } from './evaluate.js';

// Training in the reference backend takes its time, and a busy machine more of it.
jest.setTimeout(60_000);

const backends = [
  ['cpu', cpu],
  ['wasm', wasm],
] as const;

const xs = [0.5, 1.25, 2, 2.75];
const zs = [-1, 0.25, 0.5, 1.5];
const points = `x,z\n${xs.map((x, row) => `${x},${zs[row]!}`).join('\n')}\n`;

const gan = `
  model Gan {
    input x: [1]
    input z: [1]
    generate = dense(1)
    judge = dense(1)
    output fake = z -> generate
    real_score = x -> judge
    fake_score = fake -> judge
  }
  data Points { source: csv("points.csv"), shuffle: false  field x = x  field z = z }
  train Run {
    model: Gan
    data: Points
    optimizer: sgd(rate: 0.1)
    batch: 4
    epochs: 7
    phase judge {
      update: "judge.**"
      steps: 2
      loss: softplus(-real_score[0]) + softplus(fake_score[0])
      optimizer: adam(rate: 0.05)
    }
    phase generate { update: "generate.**", loss: softplus(-fake_score[0]) }
    order: alternate
  }`;

const scalar = (value: number, shape: readonly number[]): HostTensor => ({
  dtype: 'float32',
  shape,
  data: Float32Array.of(value),
});
const start = new Map([
  ['judge.kernel', scalar(0.75, [1, 1])],
  ['judge.bias', scalar(-0.25, [1])],
  ['generate.kernel', scalar(0.5, [1, 1])],
  ['generate.bias', scalar(0.125, [1])],
]);

/** The same game by hand in float64: D(x) = σ(wx + c), G(z) = az + b; the judge follows Adam, the generator plain descent. */
const byHand = (steps: number) => {
  let [w, c, a, b] = [0.75, -0.25, 0.5, 0.125];
  const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));
  const mean = (f: (row: number) => number): number =>
    xs.reduce((sum, _, row) => sum + f(row), 0) / xs.length;
  const losses: number[] = [];
  const softplus = (x: number): number => Math.log1p(Math.exp(x));
  const moments = { w: [0, 0], c: [0, 0] };
  let judged = 0;
  const adam = (slots: number[], gradient: number): number => {
    slots[0] = 0.9 * slots[0]! + 0.1 * gradient;
    slots[1] = 0.999 * slots[1]! + 0.001 * gradient ** 2;
    const [m, v] = [slots[0] / (1 - 0.9 ** judged), slots[1] / (1 - 0.999 ** judged)];
    return (0.05 * m) / (Math.sqrt(v) + 1e-8);
  };
  for (let step = 1; step <= steps; step++) {
    const fake = zs.map((z) => a * z + b);
    const [real, doubt] = [xs.map((x) => w * x + c), fake.map((x) => w * x + c)];
    if (step % 3 === 0) {
      losses.push(mean((row) => softplus(-doubt[row]!)));
      const by = (row: number): number => -sigmoid(-doubt[row]!) * w;
      [a, b] = [a - 0.1 * mean((row) => by(row) * zs[row]!), b - 0.1 * mean(by)];
    } else {
      judged++;
      losses.push(mean((row) => softplus(-real[row]!) + softplus(doubt[row]!)));
      const byReal = (row: number): number => -sigmoid(-real[row]!);
      const byFake = (row: number): number => sigmoid(doubt[row]!);
      const dw = mean((row) => byReal(row) * xs[row]! + byFake(row) * fake[row]!);
      const dc = mean((row) => byReal(row) + byFake(row));
      [w, c] = [w - adam(moments.w, dw), c - adam(moments.c, dc)];
    }
  }
  return { weights: { w, c, a, b }, losses };
};

describe.each(backends)('phases that alternate on %s', (_, backend) => {
  it('play the game of two as computed by hand', async () => {
    const { trained } = await trainAll(compiled(gan), {
      backend,
      world: worldOf({ 'points.csv': points }),
      start,
    });
    const expected = byHand(7);
    const of = (path: string): number => trained.weights.get(path)!.data[0]! as number;
    expect(of('judge.kernel')).toBeCloseTo(expected.weights.w, 5);
    expect(of('judge.bias')).toBeCloseTo(expected.weights.c, 5);
    expect(of('generate.kernel')).toBeCloseTo(expected.weights.a, 5);
    expect(of('generate.bias')).toBeCloseTo(expected.weights.b, 5);
    // One step an epoch: the losses of the epochs are those of the steps, each with its phase.
    const scores = trained.progress.epochs.map(({ train: own }) => own);
    expected.losses.forEach((loss, index) => {
      const phase = (index + 1) % 3 === 0 ? 'generate' : 'judge';
      expect(scores[index]![`${phase}.loss`]).toBeCloseTo(loss, 5);
    });
    expect(trained.progress.curves.map(({ phase, seen }) => [phase, seen])).toEqual([
      ['judge', 5],
      ['generate', 2],
    ]);
  });
});

/** Batch norm, dropout, slots, a schedule and kept weights in every phase. */
const net = `
  model Net {
    input point: [2]
    body = dense(12) -> batch_norm -> tanh -> dropout(0.2)
    h = point -> body
    left = h -> dense(8) -> batch_norm -> tanh
    guess = left -> dense(2) as last
    output scores = h -> dense(2) as head
  }
  data Moons { source: moons(150, noise: 0.1), validation: 30, shuffle: 3
    field point = point -> standardize
    field label = label -> one_of(2)
  }
  train Turns {
    model: Net, data: Moons, batch: 25, epochs: 4, seed: 5
    optimizer: adam(rate: 1e-2), schedule: cosine, metrics: [accuracy(scores, label)]
    keep: best(validation.accuracy)
    phase main { update: ["body.**", "scores.**"], steps: 2, loss: cross_entropy(scores, label) }
    phase side { update: ["left.**", "guess.**"], loss: cross_entropy(guess, label), optimizer: sgd(rate: 0.1, momentum: 0.9) }
    order: alternate
  }
  train Later {
    model: Net, data: Moons, batch: 25, seed: 5
    loss: cross_entropy(scores, label) + 0 * cross_entropy(guess, label)
    optimizer: adam(rate: 1e-2), metrics: [accuracy(scores, label)]
    freeze: ["left.**", "guess.**"]
    phase head { update: "scores.**", epochs: 2 }
    phase all { update: "**", epochs: 2, optimizer: adam(rate: 1e-3), schedule: cosine, keep: best(validation.loss) }
    order: sequence
  }`;

describe.each(backends)('a run with phases on %s', (_, backend) => {
  it.each(['Turns', 'Later'])('%s goes on to the same bits after a crash in any phase', async (name) => {
    const recipe = compiled(net, name);
    const expected = await trainAll(recipe, { backend });
    const { stops, trained } = await trainInPieces(recipe, backend, 4);
    // Each is within an epoch of five steps. By turns of two and one the next step is that of one phase and the other, and in a sequence
    // the second phase begins after ten.
    expect(stops).toEqual([4, 8, 12, 16]);
    expect(trained.digest).toBe(expected.trained.digest);
    expect(trained.progress.curves).toEqual(expected.trained.progress.curves);
  });

  it.each(['Turns', 'Later'])('%s leaves no tensor behind', async (name) => {
    let left: number | undefined;
    const spied: Backend = {
      ...backend,
      open: async () => {
        const device = await backend.open();
        const close = (): void => {
          left = device.statistics().buffers;
          device.close();
        };
        return { ...device, close };
      },
    };
    await trainAll(compiled(net, name), { backend: spied });
    expect(left).toBe(0);
  });
});

describe('a phase', () => {
  const weightsAfter = async (name: string, until?: number) =>
    (await trainAll(compiled(net, name), { backend: cpu, ...(until === undefined ? {} : { until }) })).trained
      .weights;

  it('of a sequence changes nothing that it does not update, to the bit', async () => {
    const recipe = compiled(net, 'Later');
    const before = (await trainAll(recipe, { backend: cpu, until: 0 })).trained.weights;
    const between = await weightsAfter('Later', 2);
    const after = await weightsAfter('Later');
    for (const [path, tensor] of before) {
      const isFrozen = path.startsWith('left.') || path.startsWith('guess.');
      const isHead = path.startsWith('scores.');
      const isFitted = path.startsWith('data.');
      if (isHead) expect(between.get(path)).not.toEqual(tensor);
      else expect(between.get(path)).toEqual(tensor);
      if (isFrozen || isFitted) expect(after.get(path)).toEqual(tensor);
      else expect(after.get(path)).not.toEqual(between.get(path));
    }
  });

  it('is told of', async () => {
    let time = 0;
    const options = { backend: cpu, clock: () => (time += 1000) };
    const turns = await trainAll(compiled(net, 'Turns'), options);
    expect(eventsOf(turns.events, 'start')[0]).toMatchObject({ epochs: 4, steps: 20 });
    expect(new Set(eventsOf(turns.events, 'step').map(({ phase }) => phase))).toEqual(
      new Set(['main', 'side']),
    );
    const [record] = eventsOf(turns.events, 'epoch');
    expect(Object.keys(record!.validation!)).toEqual(['main.loss', 'side.loss', 'accuracy']);
    const later = await trainAll(compiled(net, 'Later'), options);
    expect(eventsOf(later.events, 'start')[0]).toMatchObject({ epochs: 4, steps: 20 });
    expect(eventsOf(later.events, 'epoch').map(({ epoch, phase }) => [epoch, phase])).toEqual([
      [1, 'head'],
      [2, 'head'],
      [3, 'all'],
      [4, 'all'],
    ]);
  });

  it('is judged as it was', async () => {
    for (const name of ['Turns', 'Later']) {
      const recipe = compiled(net, name);
      const { trained } = await trainAll(recipe, { backend: cpu });
      const { best, epochs } = trained.progress;
      const scores = await evaluate(recipe, {
        ...{ catalog, backend: cpu, world: worldOf(), part: 'validation' },
        weights: trained.weights,
      });
      expect(scores).toEqual({ ok: true, value: epochs[best.keep!.epoch - 1]!.validation });
    }
  });
});
