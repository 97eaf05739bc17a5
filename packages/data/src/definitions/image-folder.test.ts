import { failure, success, type Folder, type HostRandom, type Outcome } from '@neurite/contract';
import { describeDefinition } from '@neurite/testing';
import { writePng } from '../images/png-encode.js';
import { imageFolder } from './image-folder.js';

describeDefinition(imageFolder, []);

const solid = (width: number, height: number, ...color: number[]): Promise<Uint8Array> =>
  writePng({
    width,
    height,
    channels: color.length,
    data: Uint8Array.from(
      { length: width * height * color.length },
      (_, index) => color[index % color.length]!,
    ),
  });
const missing = failure({ code: 'file-missing', severity: 'error', message: 'missing' });
const random: HostRandom = { uniform: () => 0, normal: () => 0, integer: () => 0 };

/** Opens a folder of files by path. */
const open = (
  files: Readonly<Record<string, Uint8Array>>,
  options: { readonly resize?: number | readonly number[]; readonly color?: 'rgb' | 'gray' | 'rgba' } = {},
) => {
  const listFolder = async (path: string): Promise<Outcome<Folder>> => {
    const inside = Object.keys(files)
      .filter((file) => file.startsWith(`${path}/`))
      .map((file) => file.slice(path.length + 1).split('/'));
    const names = (deep: boolean) =>
      [...new Set(inside.filter(({ length }) => length > 1 === deep).map(([name]) => name!))].sort();
    return inside.length === 0 ? missing : success({ folders: names(true), files: names(false) });
  };
  return imageFolder.open({
    options: { folder: 'pets', resize: options.resize ?? null, color: options.color ?? 'rgb' },
    random,
    readFile: async (path) => (files[path] === undefined ? missing : success(files[path])),
    readPackageFile: async () => missing,
    listFolder,
  });
};
const problem = async (outcome: ReturnType<typeof open>) => {
  const result = await outcome;
  return result.ok ? 'ok' : `${result.diagnostics[0]!.code}: ${result.diagnostics[0]!.message}`;
};

describe('image_folder', () => {
  it('files images under the names of their folders, in order', async () => {
    const outcome = await open({
      'pets/dog/2.png': await solid(2, 1, 4, 5, 6),
      'pets/cat/1.png': await solid(2, 1, 9),
      'pets/cat/.DS_Store': new Uint8Array(),
    });
    expect(outcome).toEqual({
      ok: true,
      value: {
        count: 2,
        columns: {
          image: {
            type: { dtype: 'float32', shape: [1, 2, 3] },
            data: Float32Array.of(9, 9, 9, 9, 9, 9, 4, 5, 6, 4, 5, 6),
          },
          label: { type: { dtype: 'int32', shape: [] }, data: Int32Array.of(0, 1) },
          name: { type: 'string', data: ['cat', 'dog'] },
        },
        names: { label: ['cat', 'dog'] },
      },
    });
  });

  it('takes images alone, without labels', async () => {
    const outcome = await open({ 'pets/1.png': await solid(2, 2, 1, 2, 3) }, { color: 'gray' });
    expect(outcome.ok && Object.keys(outcome.value.columns)).toEqual(['image']);
    expect(outcome.ok && outcome.value.columns['image']!.type).toEqual({
      dtype: 'float32',
      shape: [2, 2, 1],
    });
  });

  it('wants one size, or makes it', async () => {
    const files = { 'pets/1.png': await solid(2, 1, 7), 'pets/2.png': await solid(3, 4, 8) };
    expect(await problem(open(files))).toBe(
      'image-size: The image pets/2.png is 4 × 3 × 3, but pets/1.png is 1 × 2 × 3: all must have one size.',
    );
    const outcome = await open(files, { resize: [2, 5], color: 'gray' });
    expect(outcome.ok && outcome.value.columns['image']!.type).toEqual({
      dtype: 'float32',
      shape: [2, 5, 1],
    });
    expect(outcome.ok && [...outcome.value.columns['image']!.data].map(Number)).toEqual([
      ...new Array<number>(10).fill(7),
      ...new Array<number>(10).fill(8),
    ]);
  });

  it('says what cannot be used, and where', async () => {
    const image = await solid(1, 1, 0);
    expect(await problem(open({}))).toMatch(/^file-missing/);
    expect(await problem(open({ 'pets/.hidden': image }))).toMatch(/^image-folder: .* holds no images/);
    expect(await problem(open({ 'pets/1.png': image, 'pets/cat/2.png': image }))).toMatch(
      /^image-folder: .*beside folders of classes \("cat"\)/,
    );
    expect(await problem(open({ 'pets/cat/deep/2.png': image }))).toMatch(
      /^image-folder: .* holds a folder, "deep"/,
    );
    expect(await problem(open({ 'pets/cat/1.png': image, 'pets/cat/notes.txt': new Uint8Array(9) }))).toMatch(
      /^image-format: pets\/cat\/notes.txt/,
    );
    expect(await problem(open({ 'pets/cat/1.png': image.slice(0, 40) }))).toMatch(
      /^image-damaged: .*cat\/1.png/,
    );
  });

  it('decodes images when they are wanted, where all of them would be too many', async () => {
    const files: Readonly<Record<string, Uint8Array>> = {
      'pets/1.png': await solid(2, 1, 7),
      'pets/2.png': await solid(2, 1, 8),
      'pets/3.png': await solid(1, 1, 9),
    };
    const read: string[] = [];
    const outcome = await imageFolder.open({
      options: { folder: 'pets', resize: null, color: 'gray' },
      random,
      readFile: async (path) => {
        read.push(path);
        return success(files[path]!);
      },
      readPackageFile: async () => missing,
      listFolder: async () => success({ folders: [], files: ['1.png', '2.png', '3.png'] }),
      // Three images of two numbers are 24 bytes.
      streaming: { above: 23, most: 0, open: async () => missing, scratch: async () => missing },
    });
    const image = outcome.ok ? outcome.value.columns['image'] : undefined;
    if (typeof image?.type !== 'object' || !('rows' in image)) throw new Error('It is held.');
    expect(image.data).toHaveLength(0);
    expect(read).toEqual(['pets/1.png']);
    const rows = image.rows!;
    expect(await rows(Int32Array.of(1, 0))).toEqual({ ok: true, value: Float32Array.of(8, 8, 7, 7) });
    expect(read).toEqual(['pets/1.png', 'pets/2.png', 'pets/1.png']);
    const odd = await rows(Int32Array.of(2));
    expect(odd.ok ? [] : odd.diagnostics.map(({ code }) => code)).toEqual(['image-size']);
  });

  it('bounds how many images there are, and how much memory they take', async () => {
    const names = Array.from({ length: 1_000_001 }, (_, index) => `${index}.png`);
    const image = await solid(1000, 1000, 0);
    const opened = (files: readonly string[]) =>
      imageFolder.open({
        options: { folder: 'pets', resize: null, color: 'rgb' },
        random,
        readFile: async () => success(image),
        readPackageFile: async () => missing,
        listFolder: async () => success({ folders: [], files }),
      });
    expect(await problem(opened(names))).toMatch(/^image-folder: .* more than 1000000 images/);
    // The first image says how much the rest would take: 12 MB each.
    expect(await problem(opened(names.slice(0, 1000)))).toMatch(/^data-too-large/);
  });
});
