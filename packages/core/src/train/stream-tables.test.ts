import { jest } from '@jest/globals';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { compile, type Compilation } from '@neurite/compiler';
import { catalog } from '@neurite/standard/catalog';
import { memoryStorage, type Storage } from '../checkpoint/storage.js';
import { describeData } from '../data/describe-data.js';
import { previewData } from '../data/preview.js';
import type { World } from '../data/world.js';
import { doctor } from '../doctor/doctor.js';
import { trainEnsemble } from '../ensemble/ensemble.js';
import { inspect } from '../inspect/inspect.js';
import { nodeWorld } from '../node/node-world.js';
import { search } from '../search/search.js';
import { readFields } from '../test/read-fields.js';
import { trainAll, trainFailure } from '../test/run.js';
import { valueOf } from '../test/search.js';
import { evaluate } from './evaluate.js';
import { train } from './train.js';

// Training in the reference backend takes its time, and a busy machine more of it.
jest.setTimeout(60_000);

let root: string;
let scratchFolder: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'neurite-tables-'));
  scratchFolder = join(root, 'scratch');
  await mkdir(scratchFolder);
});
afterEach(async () => {
  // Whatever a run came to, it has left nothing.
  expect(await readdir(scratchFolder)).toEqual([]);
  await rm(root, { recursive: true, force: true });
});

const COUNT = 60;
const names = ['ant', 'bee', 'cat'];
const cell = (row: number, column: number): number => Math.sin(row * 1.7 + column * 2.3) * (column + 1);
const text = Array.from({ length: COUNT }, (_, row) =>
  [...[0, 1, 2, 3].map((column) => cell(row, column)), row % 3, names[row % 3], `row number ${row}`].join(),
);
const table = `a,b,c,d,class,kind,note\n${text.join('\n')}\n`;

// Four features of 60 rows are 960 bytes; classes as numbers 240, as texts somewhat more than 480.
const ABOVE = 900;
const held = (): World => nodeWorld(root, root, { streamAbove: Infinity, scratchFolder });
const streamed = (streamAbove = ABOVE): World => nodeWorld(root, root, { streamAbove, scratchFolder });

const compiled = (
  source: string,
  more = '',
  label = 'kind -> one_of(["ant", "bee", "cat"])',
): Compilation => {
  const compilation = compile(
    `
model Net(hidden: int = 5) {
  input x: [4]
  h = x -> dense(hidden) -> tanh
  output scores = h -> dense(3)
}
data Set {
  source: ${source}
  test: 7
  validation: 10
  shuffle: 3
  field x = features -> standardize(per: feature)
  field label = ${label}
}
train Run {
  model: Net
  data: Set
  loss: cross_entropy
  optimizer: adam(rate: 0.05)
  batch: 8
  epochs: 2
  metrics: [accuracy]
}
${more}`,
    { source: 'test.nn', catalog },
  );
  expect(compilation.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  return compilation;
};
const features = 'features: ["a", "b", "c", "d"]';
const fromCsv = `csv("set.csv", ${features})`;

beforeEach(() => writeFile(join(root, 'set.csv'), table));

describe.each([
  ['cpu', cpu],
  ['wasm', wasm],
])('a table that is read by rows, on %s', (_, backend) => {
  it.each([
    ['csv', fromCsv, ABOVE, ['x']],
    ['csv, not even its labels', fromCsv, 100, ['x', 'label']],
    ['csv in gzip', `csv("set.csv.gz", ${features})`, ABOVE, ['x']],
  ])('trains to the same bits: %s', async (_what, source, above, fields) => {
    await writeFile(join(root, 'set.csv.gz'), gzipSync(table));
    const label = fields.includes('label') ? 'class' : undefined;
    const recipe = valueOf(compiled(source, '', label).recipe('Run'));
    expect(await readFields(recipe, streamed(above))).toEqual(fields);
    expect(await readFields(recipe, held())).toEqual([]);
    const one = await trainAll(recipe, { backend, world: held() });
    const other = await trainAll(recipe, { backend, world: streamed(above) });
    expect(other.trained.digest).toBe(one.trained.digest);
    expect(other.trained.data).toBe(one.trained.data);
    expect(other.trained.test).toEqual(one.trained.test);
    const options = { catalog, backend, weights: one.trained.weights, part: 'validation' } as const;
    expect(valueOf(await evaluate(recipe, { ...options, world: streamed(above) }))).toEqual(
      valueOf(await evaluate(recipe, { ...options, world: held() })),
    );
  });

  it('goes on to the same bits where it has become one that is held, and the other way', async () => {
    const recipe = valueOf(compiled(fromCsv).recipe('Run'));
    const expected = await trainAll(recipe, { backend, world: held() });
    for (const [first, second] of [
      [streamed(), held()],
      [held(), streamed()],
    ] as const) {
      const storage = memoryStorage();
      const controller = new AbortController();
      // There is a checkpoint after each step; six of them are an epoch.
      let steps = 0;
      const stopping: Storage = {
        ...storage,
        write: async (name, bytes) => {
          if (name.startsWith('checkpoints/') && ++steps === 8) controller.abort();
          return storage.write(name, bytes);
        },
      };
      const { signal } = controller;
      const options = { catalog, backend, storage: stopping, signal, checkpointSeconds: 0, world: first };
      const stopped = valueOf(await train(recipe, options).result());
      expect([stopped.reason, stopped.progress.epoch]).toEqual(['interrupted', 1]);
      const { events, trained } = await trainAll(recipe, { backend, storage, world: second, resume: true });
      expect(events.some((event) => event.event === 'start' && event.resumed !== undefined)).toBe(true);
      expect(trained.digest).toBe(expected.trained.digest);
    }
  });

  it('pretrains, and trains what was pretrained, to the same bits', async () => {
    const more = `
      pretrain Stack { model: Net  data: Set  codes: [h]  method: autoencoder  optimizer: adam(rate: 0.01)  batch: 16  epochs: 2 }
      train Tuned { start: Stack  model: Net  data: Set  loss: cross_entropy  optimizer: adam(rate: 0.01)  batch: 8  epochs: 1 }`;
    const recipe = valueOf(compiled(fromCsv, more).recipe('Tuned'));
    expect(recipe.start).toBeDefined();
    expect(await readFields(recipe.start!, streamed())).toEqual(['x']);
    const one = await trainAll(recipe, { backend, world: held() });
    const other = await trainAll(recipe, { backend, world: streamed() });
    expect(other.trained.digest).toBe(one.trained.digest);
  });

  it('trains in phases to the same bits', async () => {
    const more = `
      model Gan {
        input x: [4]
        input z: []
        generate = dense(4)
        judge = dense(1)
        fake = z -> reshape([1]) -> generate
        real_score = x -> judge
        fake_score = fake -> judge
        output out = fake
      }
      data Pairs { source: ${fromCsv}  shuffle: 2  field x = features -> standardize  field z = a }
      train Game {
        model: Gan  data: Pairs  optimizer: sgd(rate: 0.1)  batch: 8  epochs: 2
        phase judge { update: "judge.**"  steps: 2  loss: softplus(-real_score[0]) + softplus(fake_score[0]) }
        phase generate { update: "generate.**"  loss: softplus(-fake_score[0]) }
        order: ORDER
      }`;
    for (const order of ['alternate', 'sequence']) {
      const recipe = valueOf(compiled(fromCsv, more.replace('ORDER', order)).recipe('Game'));
      // 240 bytes for z, 960 for x.
      expect(await readFields(recipe, streamed())).toEqual(['x']);
      expect(await readFields(recipe, streamed(200))).toEqual(['x', 'z']);
      const one = await trainAll(recipe, { backend, world: held() });
      const other = await trainAll(recipe, { backend, world: streamed(200) });
      expect(other.trained.digest).toBe(one.trained.digest);
    }
  });
});

describe('a table that is read by rows', () => {
  it('makes ensembles to the same bits, of drawn examples as well', async () => {
    const plan = valueOf(
      compiled(fromCsv, 'ensemble Team { train: Run  members: 2  vary: [seed, bootstrap] }').ensemble('Team'),
    );
    expect(await readFields(plan.recipe, streamed())).toEqual(['x']);
    const made = async (world: World) =>
      valueOf(await trainEnsemble(plan, { catalog, backend: wasm, world }).result())!;
    const [one, other] = [await made(held()), await made(streamed())];
    expect(other.digest).toBe(one.digest);
    expect(other.scores).toEqual(one.scores);
    expect(other.disagreement).toEqual(one.disagreement);
  });

  it('is searched to the same records', async () => {
    const compilation = compiled(
      fromCsv,
      'search Tune { train: Run  optimizer.rate ~ log(1e-3, 1e-1)  model.hidden ~ uniform(2, 6)  trials: 3  objective: maximize(validation.accuracy) }',
    );
    const searched = async (world: World) => {
      const trial = (point: Parameters<Compilation['trial']>[1]) => compilation.trial('Tune', point);
      const plan = valueOf(compilation.search('Tune'));
      const { records } = valueOf(await search(plan, { catalog, backend: wasm, world, trial }).result());
      return records.map((record) => ({ ...record, seconds: 0 }));
    };
    const one = await searched(held());
    expect(one).toHaveLength(3);
    expect(await searched(streamed())).toEqual(one);
  });

  it('is inspected to the same values and gradients', async () => {
    const recipe = valueOf(compiled(fromCsv).recipe('Run'));
    const looked = async (world: World) => {
      const options = {
        values: ['h'],
        gradients: [recipe.graph.parameters.at(-1)!.path, 'x'],
        examples: [40, 2, 3],
      };
      return valueOf(await inspect(recipe, { catalog, backend: cpu, world, ...options }));
    };
    const one = await looked(held());
    expect(one.values['h']!.shape).toEqual([3, 5]);
    expect(await looked(streamed())).toEqual(one);
  });

  it('is examined to the same findings', async () => {
    const recipe = valueOf(compiled(fromCsv).recipe('Run'));
    const examined = async (world: World) => {
      const options = { catalog, backend: wasm, world, steps: 20, rates: { steps: 20 } };
      const { checks } = valueOf(await doctor(recipe, options).result());
      return checks.map(({ name, verdict, measured, numbers }) => ({ name, verdict, measured, numbers }));
    };
    const one = await examined(held());
    expect(one.length).toBeGreaterThan(4);
    expect(await examined(streamed())).toEqual(one);
  });

  it('is described as one that is held, with its classes, but for duplicates', async () => {
    const plan = valueOf(
      compile(`data All { source: ${fromCsv}  test: 6  shuffle: 1 }`, { source: 'all.nn', catalog }).data(
        'All',
      ),
    );
    const described = async (world: World) => {
      const preview = valueOf(await previewData(plan, catalog, world));
      const read = [...preview.parts.get('train')!.columns].filter(
        ([, column]) => column.type !== 'list' && column.rows !== undefined,
      );
      return { read: read.map(([name]) => name), all: valueOf(await describeData(preview)) };
    };
    const { duplicates, ...known } = (await described(held())).all;
    expect(duplicates).toBeDefined();
    const other = await described(streamed(100));
    expect(other.read).toEqual(['a', 'b', 'c', 'd', 'class', 'kind', 'note', 'features']);
    expect(other.all).toEqual(known);
    const classes = known.fields.find(({ name }) => name === 'kind')!.classes!;
    expect(classes.map(({ name, counts }) => [name, counts.train! + counts.test!])).toEqual([
      ['ant', 20],
      ['bee', 20],
      ['cat', 20],
    ]);
  });

  it('says what is wrong with its numbers in the words of one that is held, before training', async () => {
    const infinite = table.replace(/\n[^,]*,/, '\n1e999,');
    const problems: (readonly string[])[] = [];
    for (const [content, label] of [
      [infinite, 'class'],
      [table.replace(',2,cat', ',3,cat'), 'class'],
      [table.replace(',cat,', ',cow,'), undefined],
      [`${table}1,2\n`, undefined],
    ] as const) {
      await writeFile(join(root, 'set.csv'), content);
      const recipe = valueOf(compiled(fromCsv, '', label).recipe('Run'));
      const one = await trainFailure(recipe, { backend: cpu, world: held() });
      expect(one).toHaveLength(1);
      // Texts have to be held to become classes, which is said where they cannot be.
      const above = label === undefined ? ABOVE : 100;
      expect(await trainFailure(recipe, { backend: cpu, world: streamed(above) })).toEqual(one);
      problems.push(one);
    }
    expect(problems.map(([problem]) => problem!.split(':')[0])).toEqual([
      'data-not-finite',
      'target-range',
      'label-unknown',
      'csv-ragged',
    ]);
  });

  it('says which columns are too large for the steps that need all of them', async () => {
    const tokens = compile(
      `
model Words { input text: int32[5]  output scores = text -> embedding(50, 3) -> flatten -> dense(3) }
data Set { source: csv("set.csv")  field text = note -> tokenize(vocabulary: 50) -> pad(to: 5)  field label = class }
train Run { model: Words  data: Set  loss: cross_entropy  optimizer: sgd(rate: 0.1)  epochs: 1 }`,
      { source: 'words.nn', catalog },
    );
    const recipe = valueOf(tokens.recipe('Run'));
    const [problem] = await trainFailure(recipe, { backend: cpu, world: streamed() });
    expect(problem).toMatch(
      /^stream-step: The field "text" does not fit comfortably into memory .* tokenize changes a column as a whole/,
    );
    const one = await trainAll(recipe, { backend: cpu, world: held() });
    // Sixty texts of 14 letters take some 4 kB: then they are held, and the rest is not.
    const other = await trainAll(recipe, { backend: cpu, world: streamed(4800) });
    expect(other.trained.digest).toBe(one.trained.digest);
  });

  it('has steps that make more than fits, row by row', async () => {
    const recipe = valueOf(
      compile(
        `
model Net { input x: [4]  input tokens: int32[30]  output scores = concat(x, tokens -> embedding(50, 2) -> flatten) -> dense(24) }
data Set {
  source: ${fromCsv}
  test: 7
  field x = features
  field tokens = note -> tokenize(vocabulary: 50) -> pad(to: 30)
  field label = class -> one_hot(24)
}
train Run { model: Net  data: Set  loss: cross_entropy(scores, label)  optimizer: adam(rate: 0.05)  batch: 8  epochs: 2 }`,
        { source: 'wide.nn', catalog },
      ).recipe('Run'),
    );
    // All that is read is held within 5 kB; of it 60 lists of 30 tokens and of 24 weights are made, 7200 and 5760 bytes.
    expect(await readFields(recipe, streamed(5000))).toEqual(['tokens', 'label']);
    const one = await trainAll(recipe, { backend: wasm, world: held() });
    const other = await trainAll(recipe, { backend: wasm, world: streamed(5000) });
    expect(other.trained.digest).toBe(one.trained.digest);
    expect(other.trained.data).toBe(one.trained.data);
  });

  it('says that there is no room to unpack it', async () => {
    const recipe = valueOf(compiled(fromCsv).recipe('Run'));
    const options = { streamAbove: ABOVE, scratchFolder };
    const none = nodeWorld(root, root, { ...options, scratchFolder: join(root, 'none') });
    expect((await trainFailure(recipe, { backend: cpu, world: none }))[0]).toMatch(
      /^scratch-unwritable: "set.csv" is unpacked into a file in .*none/,
    );
    const small = nodeWorld(root, root, { ...options, scratchLimit: 1000 });
    expect((await trainFailure(recipe, { backend: cpu, world: small }))[0]).toMatch(
      /^unpacked-too-large: set.csv takes \d+ bytes or more once it is unpacked, more than the limit of 1000/,
    );
  });
});
