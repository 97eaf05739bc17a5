import { jest } from '@jest/globals';
import { truncate, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { compile } from '@neurite/compiler';
import { createCatalog, transform, type Recipe } from '@neurite/contract';
import { catalog } from '@neurite/standard/catalog';
import { memoryStorage } from '../checkpoint/storage.js';
import { describeData } from '../data/describe-data.js';
import { openData } from '../data/open-data.js';
import { previewData } from '../data/preview.js';
import { nodeWorld } from '../node/node-world.js';
import { trainAll, trainFailure } from '../test/run.js';
import { train } from './train.js';

// Half a gigabyte is read and digested below; a busy machine takes its time for that.
jest.setTimeout(180_000);

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'neurite-stream-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

const COUNT = 53;
/** Images of 4 × 3 bytes that differ, and their labels. */
const write = async (
  pixel: (row: number, at: number) => number = (row, at) => (row * 37 + at * at * 11) % 251,
) => {
  const pixels = Array.from({ length: COUNT * 12 }, (_, at) => pixel(Math.floor(at / 12), at % 12));
  const images = Uint8Array.of(0, 0, 8, 3, 0, 0, 0, COUNT, 0, 0, 0, 4, 0, 0, 0, 3, ...pixels);
  await writeFile(join(root, 'images'), images);
  await writeFile(join(root, 'images.gz'), gzipSync(images));
  const labels = Array.from({ length: COUNT }, (_, row) => row % 3);
  await writeFile(join(root, 'labels'), Uint8Array.of(0, 0, 8, 1, 0, 0, 0, COUNT, ...labels));
};

interface Parts {
  readonly images?: string;
  readonly steps?: string;
  readonly augment?: string;
  readonly split?: string;
}
const recipeOf = ({
  images = 'images',
  steps = 'image -> standardize',
  augment = '',
  split = 'shuffle: 3',
}: Parts = {}): Recipe => {
  const text = `
model Net { input image: [4, 3, 1]  output scores = image -> flatten -> dense(5) -> tanh -> dense(3) }
data Images {
  source: idx("${images}", labels: "labels")
  test: 6
  validation: 20%
  ${split}
  field image = ${steps}
  field label = label -> one_of(3)
  ${augment}
}
train Run { model: Net  data: Images  loss: cross_entropy  optimizer: adam(rate: 0.05)  batch: 8  epochs: 2  metrics: [accuracy] }`;
  const recipe = compile(text, { source: 'stream.nn', catalog }).recipe('Run');
  if (!recipe.ok) throw new Error(recipe.diagnostics.map(({ message }) => message).join('\n'));
  return recipe.value;
};

const held = () => nodeWorld(root, root, { streamAbove: Infinity });
const streamed = () => nodeWorld(root, root, { streamAbove: 100 });

/** The set as it is opened has columns that are read by rows: otherwise the tests below would compare a thing with itself. */
const isRead = async (recipe: Recipe, world = streamed()): Promise<boolean> => {
  const data = await openData({ plan: recipe.data, graph: recipe.graph, catalog, world });
  if (!data.ok) throw new Error(data.diagnostics[0]!.message);
  const column = data.value.parts.train.columns.get('image')!;
  return column.rows !== undefined && column.data.length === 0;
};

describe.each([
  ['cpu', cpu],
  ['wasm', wasm],
])('a set that is read by rows, on %s', (_, backend) => {
  it.each([
    ['shuffled and standardized', {}],
    ['in gzip', { images: 'images.gz' }],
    ['in the order of the file', { split: 'shuffle: false' }],
    ['standardized after another step', { steps: 'image -> scale(1 / 255) -> standardize(per: feature)' }],
    ['centred, then mapped to a range', { steps: 'image -> centre(per: all) -> min_max(-1, 1)' }],
    ['whitened', { steps: 'image -> whiten' }],
    ['with shifts and noise', { augment: 'augment image = random_shift(1) -> noise(0.1)' }],
  ] satisfies readonly (readonly [string, Parts])[])('trains to the same bits: %s', async (_what, parts) => {
    await write();
    const recipe = recipeOf(parts);
    expect(await isRead(recipe)).toBe(true);
    expect(await isRead(recipe, held())).toBe(false);
    const one = await trainAll(recipe, { backend, world: held() });
    const other = await trainAll(recipe, { backend, world: streamed() });
    expect(other.trained.digest).toBe(one.trained.digest);
    expect(other.trained.data).toBe(one.trained.data);
    expect(other.trained.test).toEqual(one.trained.test);
    const losses = ({ trained }: typeof one) =>
      trained.progress.epochs.map((record) => ({ ...record, seconds: 0 }));
    expect(losses(other)).toEqual(losses(one));
  });

  it('goes on to the same bits after an interruption in the middle of an epoch', async () => {
    await write();
    const recipe = recipeOf({ augment: 'augment image = noise(0.1)' });
    const expected = await trainAll(recipe, { backend, world: held() });
    const storage = memoryStorage();
    const controller = new AbortController();
    let reads = 0;
    const first = await train(recipe, {
      ...{ backend, catalog, storage, world: streamed(), signal: controller.signal },
      clock: () => {
        if (++reads > 12) controller.abort();
        return reads;
      },
    }).result();
    expect(first.ok && first.value.reason).toBe('interrupted');
    expect(first.ok && first.value.progress.position).toBeGreaterThan(0);
    const second = await trainAll(recipe, { backend, storage, world: streamed(), resume: true });
    expect(second.events.some((event) => event.event === 'start' && event.resumed !== undefined)).toBe(true);
    expect(second.trained.digest).toBe(expected.trained.digest);
  });

  it('learns nothing from the test part', async () => {
    const recipe = recipeOf({ split: 'shuffle: false' });
    await write();
    const quiet = (await trainAll(recipe, { backend, world: streamed() })).trained;
    await write((row, at) => (row >= COUNT - 6 ? 255 : (row * 37 + at * at * 11) % 251));
    const wild = (await trainAll(recipe, { backend, world: streamed() })).trained;
    expect(wild.digest).toBe(quiet.digest);
    expect(wild.data).not.toBe(quiet.data);
    // What is in the training part does change it.
    await write((row, at) => (row === 0 ? 255 : (row * 37 + at * at * 11) % 251));
    expect((await trainAll(recipe, { backend, world: streamed() })).trained.digest).not.toBe(quiet.digest);
  });
});

describe('a set that is read by rows', () => {
  it('mixes examples that no batch holds', async () => {
    await write();
    const text = `
model Net { input image: [4, 3, 1]  output back = image -> flatten -> dense(5) -> tanh -> dense(12) -> reshape([4, 3, 1]) }
data Images { source: idx("images")  test: 6  shuffle: 1  field image = image -> scale(1 / 255)  augment image = mixup(0.4) }
train Run { model: Net  data: Images  loss: mean_squared_error(back, image)  optimizer: sgd(rate: 0.01)  batch: 8  epochs: 2 }`;
    const recipe = compile(text, { source: 'mix.nn', catalog }).recipe('Run');
    if (!recipe.ok) throw new Error(recipe.diagnostics.map(({ message }) => message).join('\n'));
    const one = await trainAll(recipe.value, { backend: wasm, world: held() });
    const other = await trainAll(recipe.value, { backend: wasm, world: streamed() });
    expect(await isRead(recipe.value)).toBe(true);
    expect(other.trained.digest).toBe(one.trained.digest);
  });

  it('has the digest of one that is held, however many pieces it has', async () => {
    // 500,000 images of 12 numbers are 24 MB: two pieces of 16 MiB.
    const bytes = Uint8Array.from({ length: 16 + 6_000_000 }, (_, at) => at % 249);
    bytes.set([0, 0, 8, 3, 0, 0x07, 0xa1, 0x20, 0, 0, 0, 4, 0, 0, 0, 3]);
    await writeFile(join(root, 'images'), bytes);
    await writeFile(join(root, 'labels'), Uint8Array.of(0, 0, 8, 1, 0, 0x07, 0xa1, 0x20));
    await truncate(join(root, 'labels'), 8 + 500_000);
    const { data: plan, graph } = recipeOf();
    const digestIn = async (world: ReturnType<typeof held>) => {
      const data = await openData({ plan, graph, catalog, world });
      return data.ok ? data.value.digest : data.diagnostics.map(({ message }) => message);
    };
    const digest = await digestIn(streamed());
    expect(digest).toMatch(/^[0-9a-f]{64}$/);
    expect(await digestIn(held())).toBe(digest);
  });

  it('is described as one that is held, but for duplicates', async () => {
    await write();
    const { data: plan } = recipeOf();
    const describe = async (world = held()) => {
      const preview = await previewData(plan, catalog, world);
      const description = preview.ok ? await describeData(preview.value) : preview;
      if (!description.ok) throw new Error(description.diagnostics[0]!.message);
      return description.value;
    };
    const { duplicates, ...known } = await describe();
    expect(duplicates).toBeDefined();
    expect(await describe(streamed())).toEqual(known);
  });

  it('is refused before training where the file is shorter than its header says', async () => {
    await write();
    await truncate(join(root, 'images'), 500);
    // A header of 16 bytes promises 53 · 4 · 3.
    const [failure] = await trainFailure(recipeOf(), { backend: cpu, world: streamed() });
    expect(failure).toMatch(/^idx-size: .* promises 636 bytes of data \(53 × 4 × 3\), but holds 484/);
  });

  it('says so when the file changes under training', async () => {
    await write();
    const recipe = recipeOf();
    const opened = await openData({ plan: recipe.data, graph: recipe.graph, catalog, world: streamed() });
    if (!opened.ok) throw new Error(opened.diagnostics[0]!.message);
    await truncate(join(root, 'images'), 500);
    const [failure] = await trainFailure(recipe, { backend: cpu, world: streamed(), data: opened.value });
    expect(failure).toMatch(/^file-changed: "images" has changed/);
  });

  it('says which steps must see it whole', async () => {
    await write();
    const host = recipeOf({ steps: 'image -> standardize' });
    const whole = createCatalog(
      catalog.definitions.map((each) => {
        if (each.kind !== 'transform' || each.name !== 'standardize') return each;
        return transform({ ...each, fitting: undefined } as never);
      }),
    );
    const options = { backend: cpu, world: streamed(), catalog: whole };
    const [failure] = await trainFailure(host, options);
    expect(failure).toMatch(
      /^stream-step: The field "image" .* standardize must see the training part as a whole/,
    );
    const text = `
model Net { input image: [4, 3, 1]  output scores = image -> flatten -> dense(3) }
data Images { source: idx("images")  test: 6  field image = image  field label = image -> one_of(3) }
train Run { model: Net  data: Images  loss: cross_entropy  optimizer: sgd(rate: 0.1)  epochs: 1 }`;
    const recipe = compile(text, { source: 'whole.nn', catalog }).recipe('Run');
    if (!recipe.ok) throw new Error(recipe.diagnostics[0]!.message);
    const [other] = await trainFailure(recipe.value, { backend: cpu, world: streamed() });
    expect(other).toMatch(/^stream-step: The field "label" .* one_of changes a column as a whole/);
  });

  it('takes less memory than it would take if it were held', async () => {
    // 28 × 28 each: 47 MB in the file, which is a hole; 188 MB as float32. Pieces of the file and what is made of them take 84 MB, of
    // this file and of one that is three times as large.
    const [count, size] = [60_000, 28];
    const header = new DataView(new ArrayBuffer(16));
    header.setUint32(0, 0x0803);
    [count, size, size].forEach((extent, axis) => header.setUint32(4 + 4 * axis, extent));
    await writeFile(join(root, 'images'), new Uint8Array(header.buffer));
    await truncate(join(root, 'images'), 16 + count * size * size);
    const text = `
model Net { input image: [28, 28, 1]  output back = image -> flatten -> dense(8) -> dense(784) -> reshape([28, 28, 1]) }
data Images { source: idx("images")  shuffle: 1  field image = image -> scale(1 / 255) }
train Run { model: Net  data: Images  loss: mean_squared_error(back, image)  optimizer: sgd(rate: 0.01)  batch: 64  steps: 20 }`;
    const recipe = compile(text, { source: 'large.nn', catalog }).recipe('Run');
    if (!recipe.ok) throw new Error(recipe.diagnostics.map(({ message }) => message).join('\n'));
    const before = process.memoryUsage();
    let [arrays, resident] = [0, 0];
    const look = () => {
      const { arrayBuffers, rss } = process.memoryUsage();
      arrays = Math.max(arrays, arrayBuffers - before.arrayBuffers);
      resident = Math.max(resident, rss - before.rss);
    };
    const timer = setInterval(look, 5);
    try {
      const world = nodeWorld(root, undefined, { streamAbove: 2 ** 27 });
      const { trained } = await trainAll(recipe.value, { backend: wasm, world });
      expect(trained.progress.step).toBe(20);
    } finally {
      clearInterval(timer);
    }
    look();
    const whole = count * size * size * 4;
    expect(arrays).toBeLessThan(0.6 * whole);
    expect(resident).toBeLessThan(whole);
  });
});
