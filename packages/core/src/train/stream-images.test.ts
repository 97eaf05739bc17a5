import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { wasm } from '@neurite/backend-wasm';
import { compile } from '@neurite/compiler';
import { catalog } from '@neurite/standard/catalog';
import type { World } from '../data/world.js';
import { nodeWorld } from '../node/node-world.js';
import { pngBytes } from '../test/png.js';
import { readFields } from '../test/read-fields.js';
import { trainAll, trainFailure } from '../test/run.js';
import { valueOf } from '../test/search.js';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'neurite-images-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

const held = (): World => nodeWorld(root, root, { streamAbove: Infinity });
// 16 images of 48 numbers take 3 kB; their labels as texts some 200 bytes.
const streamed = (): World => nodeWorld(root, root, { streamAbove: 900 });

describe('a folder of images that is read by rows', () => {
  it('trains to the same bits', async () => {
    for (const [index, name] of ['cats', 'dogs'].entries()) {
      await mkdir(join(root, 'pets', name), { recursive: true });
      for (let image = 0; image < 8; image++) {
        const data = Uint8Array.from(
          { length: 4 * 4 * 3 },
          (_, at) => (at * (image + 3) * 17 + index * 90) % 256,
        );
        const file = join(root, 'pets', name, `${image}.png`);
        await writeFile(file, pngBytes(4, 4, data));
      }
    }
    const recipe = valueOf(
      compile(
        `
model Net { input image: [4, 4, 3]  output scores = image -> conv2d(2, kernel: 3) -> relu -> flatten -> dense(2) }
data Pets {
  source: image_folder("pets")
  test: 3
  validation: 3
  field image = image -> scale(1 / 255) -> centre(per: channel)
  field label = name -> one_of(["cats", "dogs"])
  augment image = random_flip
}
train Run { model: Net  data: Pets  loss: cross_entropy  optimizer: adam(rate: 0.02)  batch: 4  epochs: 2  metrics: [accuracy] }`,
        { source: 'pets.nn', catalog },
      ).recipe('Run'),
    );
    expect(await readFields(recipe, streamed())).toEqual(['image']);
    const one = await trainAll(recipe, { backend: wasm, world: held() });
    const other = await trainAll(recipe, { backend: wasm, world: streamed() });
    expect(other.trained.digest).toBe(one.trained.digest);
    expect(other.trained.test).toEqual(one.trained.test);
    expect(other.trained.data).toBe(one.trained.data);
    // An image that is damaged is found before training, whichever way the folder is read.
    await writeFile(join(root, 'pets/dogs/5.png'), Uint8Array.of(0x89, 0x50, 0x4e, 0x47));
    const problem = await trainFailure(recipe, { backend: wasm, world: held() });
    expect(problem[0]).toMatch(/^image-(damaged|format): .*pets\/dogs\/5.png/);
    expect(await trainFailure(recipe, { backend: wasm, world: streamed() })).toEqual(problem);
  });
});
