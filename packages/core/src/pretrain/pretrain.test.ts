import { jest } from '@jest/globals';
import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { compile } from '@neurite/compiler';
import type { PretrainRecipe, Recipe } from '@neurite/contract';
import { catalog } from '@neurite/standard/catalog';
import { openData } from '../data/open-data.js';
import { eventsOf, trainAll } from '../test/run.js';
import { worldOf } from '../test/world.js';
import type { StageEvent } from '../train/events.js';
import { train } from '../train/train.js';
import { pretrain } from './pretrain.js';

// Training in the reference backend takes its time, and a busy machine more of it.
jest.setTimeout(60_000);

const text = (settings: string) => `
model Encoder {
  input point: [2]
  h1 = point -> dense(8) -> tanh
  h2 = h1 -> dense(3) -> tanh
  output scores = h2 -> dense(2) as head
}
model Line { input point: [2]  code = point -> dense(1)  output code2 = code }
data Moons { source: moons(count: 230, noise: 0.1)  test: 30  field label = label -> one_of(2)  field point = point -> standardize }
pretrain Stack { model: Encoder  data: Moons  codes: [h1, h2]  method: autoencoder  optimizer: adam(rate: 0.01)  batch: 32  seed: 3  ${settings} }
pretrain First { model: Encoder  data: Moons  codes: [h1]      method: autoencoder  optimizer: adam(rate: 0.01)  batch: 32  seed: 3  ${settings} }
model Belief {
  input point: [2]
  h1 = point -> dense(12) -> sigmoid
  h2 = h1 -> dense(4) -> sigmoid
  output scores = h2 -> dense(2) as head
}
model Picture {
  input image: [8, 8, 1]
  h1 = image -> conv2d(4, kernel: 3) -> relu -> max_pool(2)
  h2 = h1 -> conv2d(6, kernel: 3) -> relu -> max_pool(2) -> flatten
  output scores = h2 -> dense(2) as head
}
data Images { source: idx("bars.idx")  field image = image }
pretrain Bars { model: Picture  data: Images  codes: [h1, h2]  method: autoencoder  optimizer: adam(rate: 0.02)  batch: 16  seed: 3  epochs: 6 }
pretrain Machines { model: Belief  data: Moons  codes: [h1, h2]  method: rbm(cd: 2, visible: gaussian)  optimizer: sgd(rate: 0.02)  batch: 32  seed: 3  ${settings} }
pretrain Calm { model: Belief  data: Moons  codes: [h1, h2]  method: contractive_autoencoder(weight: 0.05)  optimizer: adam(rate: 0.02)  batch: 32  seed: 3  ${settings} }
pretrain Axis  { model: Line     data: Moons  codes: [code]    method: autoencoder  optimizer: adam(rate: 0.02)  batch: 200  seed: 3  epochs: 400 }
train Tuned { start: Stack  model: Encoder  data: Moons  loss: cross_entropy(scores, label)  optimizer: adam(rate: 0.01)  batch: 32  epochs: 2  metrics: [accuracy]  seed: 5 }
`;
const compiled = (settings = 'epochs: 6') => {
  const compilation = compile(text(settings), { source: 'moons.nn', catalog });
  expect(compilation.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  return compilation;
};
const pretraining = (name: string, settings?: string): PretrainRecipe => {
  const recipe = compiled(settings).pretraining(name);
  if (!recipe.ok) throw new Error(recipe.diagnostics[0]!.message);
  return recipe.value;
};
const tuned = (settings?: string): Recipe => {
  const recipe = compiled(settings).recipe('Tuned');
  if (!recipe.ok) throw new Error(recipe.diagnostics[0]!.message);
  return recipe.value;
};
const options = { catalog, world: worldOf() };

describe.each([
  ['cpu', cpu],
  ['wasm', wasm],
])('pretraining on %s', (_, backend) => {
  it('trains stage after stage, each on top of those before it', async () => {
    const events: StageEvent[] = [];
    const both = await pretrain(pretraining('Stack'), {
      ...options,
      backend,
      emit: (event) => events.push(event),
    });
    if (!both.ok) throw new Error(both.diagnostics[0]!.message);
    expect(events.map(({ stage, number, epoch }) => [stage, number, epoch])).toEqual(
      ['h1', 'h2'].flatMap((stage, index) => [1, 2, 3, 4, 5, 6].map((epoch) => [stage, index + 1, epoch])),
    );
    for (const stage of ['h1', 'h2']) {
      const losses = events.filter((event) => event.stage === stage).map(({ loss }) => loss);
      expect(losses.at(-1)!).toBeLessThan(losses[0]! * 0.7);
    }
    // The second stage leaves the first one as it was.
    const first = await pretrain(pretraining('First'), { ...options, backend });
    if (!first.ok) throw new Error(first.diagnostics[0]!.message);
    expect([...first.value.weights.keys()].length).toBeGreaterThan(1);
    for (const [path, tensor] of first.value.weights) expect(both.value.weights.get(path)).toEqual(tensor);
    expect([...both.value.decoders.keys()].every((path) => path.startsWith('decode/'))).toBe(true);
  });

  it('starts fine-tuning from what it learned', async () => {
    const learned = await pretrain(pretraining('Stack'), { ...options, backend });
    if (!learned.ok) throw new Error(learned.diagnostics[0]!.message);
    const { events, trained } = await trainAll(tuned(), { backend });
    expect(eventsOf(events, 'stage')).toHaveLength(12);
    expect(events.findIndex(({ event }) => event === 'start')).toBe(12);
    const plain: Recipe = { ...tuned(), start: undefined };
    const same = await trainAll(plain, { backend, start: learned.value.weights });
    expect(same.trained.digest).toBe(trained.digest);
    const without = await trainAll(plain, { backend });
    expect(without.trained.digest).not.toBe(trained.digest);
  });
});

describe('what stages may be', () => {
  /** 64 images of 8 × 8: a horizontal or a vertical bar in each. */
  const bars = String.fromCharCode(
    ...[0, 0, 8, 3, 0, 0, 0, 64, 0, 0, 0, 8, 0, 0, 0, 8],
    ...Array.from({ length: 64 * 64 }, (_, i) => {
      const [image, row, column] = [i >> 6, (i >> 3) & 7, i & 7];
      return (image < 32 ? row : column) === image % 8 ? 1 : 0;
    }),
  );
  const lossesOf = async (name: string, backend = wasm) => {
    const events: StageEvent[] = [];
    const outcome = await pretrain(pretraining(name), {
      ...options,
      world: worldOf({ 'bars.idx': bars }),
      backend,
      emit: (event) => events.push(event),
    });
    if (!outcome.ok) throw new Error(outcome.diagnostics[0]!.message);
    const of = (stage: string) => events.filter((event) => event.stage === stage).map(({ loss }) => loss);
    return { h1: of('h1'), h2: of('h2'), decoders: [...outcome.value.decoders.keys()] };
  };

  it('convolutions and pooling, undone by transposed convolutions and unpooling', async () => {
    const { h1, h2, decoders } = await lossesOf('Bars');
    expect(h1.at(-1)!).toBeLessThan(h1[0]! * 0.7);
    expect(h2.at(-1)!).toBeLessThan(h2[0]!);
    expect(decoders).toEqual([
      'decode/h1.conv2d.kernel',
      'decode/h1.conv2d.bias',
      'decode/h2.conv2d.kernel',
      'decode/h2.conv2d.bias',
    ]);
  });

  it.each([
    ['cpu', cpu],
    ['wasm', wasm],
  ])('restricted Boltzmann machines, whose weights go both ways, on %s', async (_, backend) => {
    const { h1, h2, decoders } = await lossesOf('Machines', backend);
    expect([...h1, ...h2].every(Number.isFinite)).toBe(true);
    expect(decoders).toEqual(['decode/h1.dense.bias', 'decode/h2.dense.bias']);
  });

  it('contracting codes', async () => {
    const { h1, h2 } = await lossesOf('Calm');
    expect(h1.at(-1)!).toBeLessThan(h1[0]!);
    expect(h2.at(-1)!).toBeLessThan(h2[0]!);
  });
});

describe('a linear autoencoder', () => {
  it('leaves the variance across the principal axis, and no more', async () => {
    const recipe = pretraining('Axis');
    const data = await openData({ plan: recipe.data, graph: recipe.graph, ...options });
    if (!data.ok) throw new Error('no data');
    const { columns, rows } = data.value.parts.train;
    const points = [...rows].map(
      (row) => [...columns.get('point')!.data.subarray(2 * row, 2 * row + 2)] as [number, number],
    );
    const mean = [0, 1].map((axis) => points.reduce((sum, point) => sum + point[axis]!, 0) / points.length);
    const moment = (a: number, b: number) =>
      points.reduce((sum, point) => sum + (point[a]! - mean[a]!) * (point[b]! - mean[b]!), 0) / points.length;
    // Standardized, the covariance is [[1, r], [r, 1]]: its eigenvalues are 1 ± |r|.
    const r = moment(0, 1) / Math.sqrt(moment(0, 0) * moment(1, 1));
    const outcome = await pretrain(recipe, { ...options, backend: wasm });
    // The objective is the mean over both coordinates.
    expect(outcome.ok && outcome.value.losses[0]!).toBeCloseTo((1 - Math.abs(r)) / 2, 3);
  });
});

describe('decoders that are kept', () => {
  const whole = (decoder: string, into = 'decode') => `
block undo { input code  ${decoder} }
model Encoder {
  input point: [2]
  h1 = point -> dense(8) -> tanh
  h2 = h1 -> dense(3) -> tanh
  decode = undo
  again = h2 -> decode
  output scores = h2 -> dense(2) as head
}
data Moons { source: moons(count: 230, noise: 0.1)  test: 30  field label = label -> one_of(2)  field point = point -> standardize }
pretrain Stack { model: Encoder  data: Moons  codes: [h1, h2]  method: autoencoder  optimizer: adam(rate: 0.01)  batch: 32  seed: 3  epochs: 6 }
train Tuned {
  start: Stack { decoders into: "${into}" }
  model: Encoder  data: Moons
  loss { main: cross_entropy(scores, label)  reconstruction: 0.5 * mean_squared_error(again, point)  activity: 1e-3 * sum(abs(h1)) }
  optimizer: sgd(rate: 1e-30)  batch: 32  epochs: 1
}
`;
  const layers = 'h2 = code -> dense(8) -> tanh  h1 = h2 -> dense(2)  output h1';
  const recipeOf = (text: string): Recipe => {
    const compilation = compile(text, { source: 'moons.nn', catalog });
    expect(compilation.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    const recipe = compilation.recipe('Tuned');
    if (!recipe.ok) throw new Error(recipe.diagnostics[0]!.message);
    return recipe.value;
  };

  it('go where the recipe says, and reconstruction goes on as a term of the loss', async () => {
    const recipe = recipeOf(whole(layers));
    const learned = await pretrain(recipe.start!, { ...options, backend: wasm });
    if (!learned.ok) throw new Error(learned.diagnostics[0]!.message);
    const { trained, events } = await trainAll(recipe, { backend: wasm });
    for (const layer of ['h1.dense', 'h2.dense'])
      for (const name of ['kernel', 'bias'])
        expect(trained.weights.get(`decode.${layer}.${name}`)).toEqual(
          learned.value.decoders.get(`decode/${layer}.${name}`),
        );
    // Reconstructing through both decoders is not what each stage learned by itself, but far better than chance (1 when standardized).
    const [epoch] = eventsOf(events, 'epoch');
    expect(epoch!.train['loss/reconstruction']! / 0.5).toBeLessThan(0.5);
    // Activity: the sum of eight numbers of length 0.2 to 0.9, of each example.
    expect(epoch!.train['loss/activity']!).toBeGreaterThan(1.6e-3);
    expect(epoch!.train['loss/activity']!).toBeLessThan(7.2e-3);
  });

  it.each([
    ['decode.h1.dense.kernel" is [8, 3], not [8, 2]', layers.replace('dense(2)', 'dense(3)'), 'decode'],
    ['undo.h1.dense.kernel" is not there', layers, 'undo'],
  ])('must fit: %s', async (problem, decoder, into) => {
    const text = whole(decoder, into).replace('mean_squared_error(again, point)', 'mean(again ^ 2)');
    const outcome = await train(recipeOf(text), { ...options, backend: wasm }).result();
    expect(outcome.ok ? [] : outcome.diagnostics.map(({ message }) => message).join()).toContain(problem);
  });
});

describe('pretraining that is interrupted', () => {
  it('says so, and nothing is kept', async () => {
    const controller = new AbortController();
    const events: string[] = [];
    const training = train(tuned(), { ...options, backend: wasm, signal: controller.signal });
    for await (const event of training) {
      events.push(event.event);
      if (event.event === 'stage' && event.number === 2) controller.abort();
    }
    expect(events.at(-1)).toBe('interrupted');
    expect(events).not.toContain('failed');
    const outcome = await training.result();
    expect(outcome.ok ? [] : outcome.diagnostics.map(({ code }) => code)).toEqual([
      'pretraining-interrupted',
    ]);
  });
});
