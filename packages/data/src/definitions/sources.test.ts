import {
  failure,
  success,
  type HostRandom,
  type OptionsOf,
  type OptionTable,
  type Outcome,
  type SourceDefinition,
  type Table,
} from '@neurite/contract';
import { describeDefinition } from '@neurite/testing';
import { bigEndianArray, compressedArchive, idxBytes } from '../test/files.js';
import { csv } from './csv.js';
import { idx } from './idx.js';
import { npy } from './npy.js';
import { npz } from './npz.js';
import { oneOf } from './one-of.js';
import { packageSource } from './package.js';

for (const definition of [csv, idx, npy, npz, packageSource, oneOf]) describeDefinition(definition, []);

const files: Readonly<Record<string, Uint8Array>> = {
  'images.idx': idxBytes(8, [2, 2, 1], [0, 1, 2, 3]),
  'points.idx': idxBytes(8, [2, 3], [0, 1, 2, 3, 4, 5]),
  'labels.idx': idxBytes(8, [2], [7, 3]),
  'more.idx': idxBytes(8, [3], [7, 3, 1]),
  'halves.idx': idxBytes(0x0d, [2], [0x3f, 0, 0, 0, 0x3f, 0, 0, 0]),
  'x.npy': bigEndianArray,
  'set.npz': compressedArchive,
  'cars.csv': new TextEncoder().encode('a,b\n1,2\n'),
  'digits.json': new TextEncoder().encode('[]'),
};
const read = async (path: string): Promise<Outcome<Uint8Array>> =>
  files[path] === undefined
    ? failure({ code: 'file-missing', severity: 'error', message: path })
    : success(files[path]);
const random: HostRandom = { uniform: () => 0, normal: () => 0, integer: () => 0 };

const open = <O extends OptionTable>(
  definition: SourceDefinition<O>,
  options: OptionsOf<O>,
): Promise<Outcome<Table>> =>
  definition.open({
    options,
    random,
    readFile: read,
    listFolder: async (path) => failure({ code: 'file-missing', severity: 'error', message: path }),
    readPackageFile: async (_, path) => read(path),
  });
const codes = async (outcome: Promise<Outcome<Table>>) => {
  const result = await outcome;
  return result.ok ? 'ok' : result.diagnostics.map(({ code }) => code).join();
};

describe('idx', () => {
  it('gives images a channel, and labels beside them', async () => {
    expect(await open(idx, { images: 'images.idx', labels: 'labels.idx' })).toEqual({
      ok: true,
      value: {
        count: 2,
        columns: {
          image: { type: { dtype: 'float32', shape: [2, 1, 1] }, data: Float32Array.of(0, 1, 2, 3) },
          label: { type: { dtype: 'int32', shape: [] }, data: Int32Array.of(7, 3) },
        },
      },
    });
    const points = await open(idx, { images: 'points.idx', labels: null });
    expect(points.ok && points.value.columns['image']!.type).toEqual({ dtype: 'float32', shape: [3] });
  });

  it('refuses labels that do not belong to the images', async () => {
    expect(await codes(open(idx, { images: 'images.idx', labels: 'more.idx' }))).toBe('labels-count');
    expect(await codes(open(idx, { images: 'images.idx', labels: 'points.idx' }))).toBe('labels-shape');
    expect(await codes(open(idx, { images: 'images.idx', labels: 'halves.idx' }))).toBe('labels-shape');
    expect(await codes(open(idx, { images: 'images.idx', labels: 'none.idx' }))).toBe('file-missing');
    expect(await codes(open(idx, { images: 'none.idx', labels: null }))).toBe('file-missing');
  });
});

describe('npy and npz', () => {
  it('give examples along the first axis', async () => {
    const array = await open(npy, { file: 'x.npy', labels: null });
    expect(array.ok && [array.value.count, array.value.columns['x']!.type]).toEqual([
      2,
      { dtype: 'float32', shape: [2] },
    ]);
    const archive = await open(npz, { file: 'set.npz' });
    expect(archive.ok && [archive.value.count, Object.keys(archive.value.columns)]).toEqual([
      3,
      ['x', 'label'],
    ]);
    expect(await codes(open(npy, { file: 'x.npy', labels: 'x.npy' }))).toBe('labels-shape');
    expect(await codes(open(npz, { file: 'x.npy' }))).toBe('npz-archive');
  });
});

describe('csv and package', () => {
  it('read what they are told', async () => {
    const table = await open(csv, {
      file: 'cars.csv',
      header: true,
      delimiter: ',',
      features: ['b', 'a'],
      missing: 'error',
    });
    expect(table.ok && Object.keys(table.value.columns)).toEqual(['a', 'b', 'features']);
    expect(
      await codes(
        open(csv, { file: 'none.csv', header: true, delimiter: ',', features: null, missing: 'error' }),
      ),
    ).toBe('file-missing');
  });

  const plain = { file: null, features: null, missing: 'error' } as const;

  it('know the sets of packages', async () => {
    expect(await codes(open(packageSource, { ...plain, name: 'vega-datasets' }))).toBe('data-package-file');
    expect(await codes(open(packageSource, { ...plain, name: 'vega-datasets', file: '../x' }))).toBe(
      'data-package-file',
    );
    expect(await codes(open(packageSource, { ...plain, name: 'mnist', file: 'x' }))).toBe(
      'data-package-file',
    );
    expect(await codes(open(packageSource, { ...plain, name: 'vega-datasets', file: 'cars' }))).toBe(
      'file-missing',
    );
  });

  it('know only some packages', async () => {
    for (const name of ['left-pad', 'constructor', '__proto__', ''])
      expect(await codes(open(packageSource, { ...plain, name }))).toBe('unknown-data-package');
    expect(await codes(open(packageSource, { ...plain, name: 'mnist' }))).toBe('file-missing');
  });
});
