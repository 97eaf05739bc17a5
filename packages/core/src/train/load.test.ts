import { jest } from '@jest/globals';
import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { compile } from '@neurite/compiler';
import { failure, success, type HostTensor, type Recipe } from '@neurite/contract';
import { catalog } from '@neurite/standard/catalog';
import { memoryStorage } from '../checkpoint/storage.js';
import type { World } from '../data/world.js';
import { report } from '../diagnostics.js';
import { writeSafetensors } from '../format/safetensors.js';
import { pretrain } from '../pretrain/pretrain.js';
import { eventsOf, trainAll, trainFailure } from '../test/run.js';
import type { Weights } from '../values/weights.js';

// Training in the reference backend takes its time, and a busy machine more of it.
jest.setTimeout(60_000);

const recipeOf = (text: string, name?: string): Recipe => {
  const outcome = compile(text, { source: 'test.nn', catalog }).recipe(name);
  if (!outcome.ok) throw new Error(outcome.diagnostics.map(({ message }) => message).join('\n'));
  return outcome.value;
};

const base = `
  model Base {
    input point: [2]
    stem = point -> dense(16) -> batch_norm -> tanh
    output scores = stem -> dense(2) as head
  }
  data Moons { source: moons(200, noise: 0.1)  test: 40  validation: 40  field label = label -> one_of(2) }
  train First { model: Base  data: Moons  loss: cross_entropy  optimizer: adam(rate: 2e-2)  batch: 20  epochs: 8  metrics: [accuracy] }`;

const transfer = (load: string, settings = ''): string => `${base}
  model Other {
    input point: [2]
    backbone = Base().stem
    ${load}
    output scores = point -> backbone -> dense(8) -> relu -> dense(2) as head
  }
  train Second from First { model: Other  epochs: 2 ${settings} }`;

const worldOf = (files: Readonly<Record<string, Uint8Array>>): World => ({
  readFile: async (file) =>
    Object.hasOwn(files, file) ? success(files[file]!) : failure(report('file-missing', { file })),
  listFolder: async (file) => failure(report('file-missing', { file })),
  readPackageFile: async (name) => failure(report('package-not-installed', { name })),
});
const fileOf = (tensors: Weights): Uint8Array => writeSafetensors({ tensors, metadata: {} });

const trainedBase = async (): Promise<Weights> =>
  (await trainAll(recipeOf(base), { backend: wasm })).trained.weights;

describe.each([
  ['cpu', cpu],
  ['wasm', wasm],
])('weights of another run on %s', (_, backend) => {
  it('stay as they are where they are frozen, moving statistics too, and the new head learns', async () => {
    const weights = await trainedBase();
    const world = worldOf({ 'base.safetensors': fileOf(weights) });
    const text = transfer('load "base.safetensors" into backbone { mode: frozen }', 'batch: 15');
    const { trained, events } = await trainAll(recipeOf(text, 'Second'), { backend, world });
    for (const name of [
      'dense.kernel',
      'dense.bias',
      'batch_norm.scale',
      'batch_norm.mean',
      'batch_norm.variance',
    ])
      expect(trained.weights.get(`backbone.stem.${name}`)).toEqual(weights.get(`stem.${name}`));
    expect(trained.test!['accuracy']).toBeGreaterThan(0.8);
    expect(
      eventsOf(events, 'finding').map(({ diagnostic }) => [diagnostic.code, diagnostic.severity]),
    ).toEqual([['weights-surplus', 'info']]);
  });

  it('are where training starts where they are copied', async () => {
    const weights = await trainedBase();
    const world = worldOf({ 'base.safetensors': fileOf(weights) });
    const still = transfer('load "base.safetensors" into backbone', 'optimizer: sgd(rate: 0)');
    const { trained: before } = await trainAll(recipeOf(still, 'Second'), { backend, world });
    expect(before.weights.get('backbone.stem.dense.kernel')).toEqual(weights.get('stem.dense.kernel'));
    const { trained } = await trainAll(
      recipeOf(transfer('load "base.safetensors" into backbone'), 'Second'),
      { backend, world },
    );
    expect(trained.weights.get('backbone.stem.dense.kernel')).not.toEqual(weights.get('stem.dense.kernel'));
  });
});

describe('weights of another run', () => {
  it('are one where they are shared: each part moves as the other does', async () => {
    const kernel: HostTensor = { dtype: 'float32', shape: [1, 2], data: Float32Array.of(0.5, -0.25) };
    const bias: HostTensor = { dtype: 'float32', shape: [2], data: Float32Array.of(0, 0) };
    const world = worldOf({
      'e.safetensors': fileOf(
        new Map([
          ['kernel', kernel],
          ['bias', bias],
        ]),
      ),
    });
    const text = `
      model Pair {
        input point: [2]
        left = dense(2)
        right = dense(2)
        load "e.safetensors" into left { mode: shared }
        load "e.safetensors" into right { mode: shared }
        output y = (point[0..1] -> left) * (point[1..2] -> right)
      }
      data Moons { source: moons(40)  field label = label -> one_of(2) }
      train Run { model: Pair  data: Moons  loss: cross_entropy  optimizer: adam  epochs: 1 }`;
    const { trained } = await trainAll(recipeOf(text), { backend: wasm, world });
    expect([...trained.weights.keys()]).toEqual(['left.kernel', 'left.bias']);
    expect(trained.weights.get('left.kernel')!.data).not.toEqual(kernel.data);
  });

  it('may have other names in the file', async () => {
    const weights = await trainedBase();
    const renamed = new Map(
      [...weights].map(([path, tensor]) => [
        path.replace('stem.dense', 'features.0').replace('kernel', 'weight'),
        tensor,
      ]),
    );
    const load = `load "torch.safetensors" into backbone {
      mode: frozen
      rename: ["features.0.weight" on "stem.dense.kernel", "features.0.*" on "stem.dense.*"]
    }`;
    const { trained } = await trainAll(recipeOf(transfer(load), 'Second'), {
      backend: wasm,
      world: worldOf({ 'torch.safetensors': fileOf(renamed) }),
    });
    expect(trained.weights.get('backbone.stem.dense.kernel')).toEqual(weights.get('stem.dense.kernel'));
  });

  it('must be there, of the shapes that are asked for', async () => {
    const weights = await trainedBase();
    const recipe = recipeOf(transfer('load "base.safetensors" into backbone'), 'Second');
    const failing = (files: Readonly<Record<string, Uint8Array>>) =>
      trainFailure(recipe, { backend: wasm, world: worldOf(files) });
    expect(await failing({})).toEqual(['file-missing: There is no file "base.safetensors".']);
    expect(await failing({ 'base.safetensors': new Uint8Array(3) })).toEqual([
      expect.stringMatching(/^safetensors-header/),
    ]);
    const less = new Map(
      [...weights].map(([path, tensor]) => [path.replace('stem.dense.kernel', 'stem.dense.kernal'), tensor]),
    );
    expect(await failing({ 'base.safetensors': fileOf(less) })).toEqual([
      'weights-missing: base.safetensors lacks stem.dense.kernel, which "backbone" loads. Did you mean "stem.dense.kernal"?',
    ]);
    const other = new Map(weights).set('stem.dense.bias', {
      dtype: 'float32',
      shape: [4, 4],
      data: new Float32Array(16),
    });
    expect(await failing({ 'base.safetensors': fileOf(other) })).toEqual([
      'weights-shape: "stem.dense.bias" of base.safetensors is float32 [4, 4], but "backbone.stem.dense.bias" is float32 [16].',
    ]);
  });

  it('are refused where the file lies about itself, without memory for what it claims', async () => {
    const recipe = recipeOf(transfer('load "base.safetensors" into backbone'), 'Second');
    const lying = (header: object, length?: bigint): Uint8Array => {
      const text = new TextEncoder().encode(JSON.stringify(header));
      const bytes = new Uint8Array(8 + text.length);
      new DataView(bytes.buffer).setBigUint64(0, length ?? BigInt(text.length), true);
      bytes.set(text, 8);
      return bytes;
    };
    const huge = { dtype: 'F32', shape: [1_000_000, 1_000_000], data_offsets: [0, 4_000_000_000_000] };
    const before = process.memoryUsage().arrayBuffers;
    for (const bytes of [
      lying({ 'stem.dense.kernel': huge }),
      lying({ 'stem.dense.kernel': { ...huge, data_offsets: [0, 0] } }),
      lying({}, 2n ** 63n),
      lying({}, 2n ** 25n),
      lying({ __proto__: null, a: 3 }),
      lying({ a: { dtype: 'F32', shape: [-1], data_offsets: [0, 0] } }),
    ])
      expect(
        await trainFailure(recipe, { backend: wasm, world: worldOf({ 'base.safetensors': bytes }) }),
      ).toEqual([expect.stringMatching(/^safetensors-/)]);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(2 ** 26);
  });

  it('belong to what a run that goes on must find again', async () => {
    const weights = await trainedBase();
    const storage = memoryStorage();
    const recipe = recipeOf(transfer('load "base.safetensors" into backbone'), 'Second');
    const own = { backend: wasm, world: worldOf({ 'base.safetensors': fileOf(weights) }), storage };
    const { trained } = await trainAll(recipe, own);
    const again = await trainAll(recipe, { ...own, resume: true });
    expect(again.trained.digest).toBe(trained.digest);
    const moved = new Map(weights).set('stem.dense.bias', {
      dtype: 'float32',
      shape: [16],
      data: new Float32Array(16),
    });
    expect(
      await trainFailure(recipe, {
        ...own,
        resume: true,
        world: worldOf({ 'base.safetensors': fileOf(moved) }),
      }),
    ).toEqual([expect.stringMatching(/^checkpoint-mismatch/)]);
  });

  it('are where pretraining starts, and stay as they are there where they are frozen', async () => {
    const kernel: HostTensor = {
      dtype: 'float32',
      shape: [2, 4],
      data: Float32Array.from({ length: 8 }, (_, i) => i / 8),
    };
    const bias: HostTensor = { dtype: 'float32', shape: [4], data: new Float32Array(4) };
    const world = worldOf({
      'e.safetensors': fileOf(
        new Map([
          ['kernel', kernel],
          ['bias', bias],
        ]),
      ),
    });
    const text = `
      model Coder {
        input point: [2]
        first = dense(4)
        load "e.safetensors" into first { mode: frozen }
        h1 = point -> first -> tanh
        h2 = h1 -> dense(2) -> tanh
        output scores = h2 -> dense(2)
      }
      data Moons { source: moons(40) }
      pretrain Stack { model: Coder  data: Moons  codes: [h1, h2]  method: autoencoder  epochs: 1  optimizer: sgd(rate: 0.1) }`;
    const recipe = compile(text, { source: 'test.nn', catalog }).pretraining();
    if (!recipe.ok) throw new Error(recipe.diagnostics.map(({ message }) => message).join('\n'));
    const outcome = await pretrain(recipe.value, { catalog, world, backend: wasm });
    if (!outcome.ok) throw new Error(outcome.diagnostics.map(({ message }) => message).join('\n'));
    expect(outcome.value.weights.get('first.kernel')!.data).toEqual(kernel.data);
  });
});
