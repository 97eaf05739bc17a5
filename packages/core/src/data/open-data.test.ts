import type { Column, DataPlan, Graph, Recipe } from '@neurite/contract';
import { createCatalog, source, success } from '@neurite/contract';
import { catalog } from '@neurite/standard/catalog';
import { mlpGraphs, moonsPlan } from '../test/mlp.js';
import { use } from '../test/use.js';
import { worldOf } from '../test/world.js';
import { openData } from './open-data.js';

const span = {
  source: 'a.nn',
  start: { offset: 0, line: 9, column: 3 },
  end: { offset: 9, line: 9, column: 12 },
};

/** A source of given columns. */
const given = (columns: Readonly<Record<string, Column>>, count: number) => {
  const fixed = source({
    name: 'fixed',
    summary: 'Given columns.',
    options: {},
    columns: {},
    open: async () => success({ count, columns }),
  });
  return createCatalog([fixed, ...catalog.definitions.filter(({ kind }) => kind === 'transform')]);
};
const floats = (shape: readonly number[], ...data: number[]): Column => ({
  type: { dtype: 'float32', shape },
  data: Float32Array.from(data),
});
const ints = (...data: number[]): Column => ({
  type: { dtype: 'int32', shape: [] },
  data: Int32Array.from(data),
});
const plan = (changes: Partial<DataPlan> = {}): DataPlan => ({
  name: 'Given',
  source: { kind: 'source', name: 'fixed', version: 1, options: {} },
  fields: [
    { name: 'point', column: 'point', steps: [], span },
    { name: 'label', column: 'label', steps: [], span },
  ],
  ...changes,
});
const open = (
  columns: Readonly<Record<string, Column>>,
  count: number,
  changes: Partial<DataPlan> = {},
  graph: Graph = mlpGraphs().graph,
) => openData({ plan: plan(changes), graph, catalog: given(columns, count), world: worldOf() });
const problems = async (outcome: ReturnType<typeof open>): Promise<readonly string[]> => {
  const result = await outcome;
  return result.ok
    ? []
    : result.diagnostics.map(
        ({ code, message, span: at }) => `${code}${at === span ? ' at field' : ''}: ${message}`,
      );
};
const points = floats([2], 0, 1, 2, 3, 4, 5, 6, 7);

describe('openData', () => {
  it('gives columns by field, and rows of each part', async () => {
    const outcome = await open({ point: points, label: ints(0, 1, 0, 1) }, 4, {
      test: { count: 1 },
      validation: { fraction: 0.25 },
    });
    if (!outcome.ok) throw new Error(outcome.diagnostics[0]!.message);
    const { parts } = outcome.value;
    expect([parts.train.rows, parts.validation!.rows, parts.test!.rows]).toEqual([
      Int32Array.of(0, 1),
      Int32Array.of(2),
      Int32Array.of(3),
    ]);
    expect(parts.train.columns.get('point')).toEqual(points);
  });

  it('takes the first examples, then shuffles them by the seed', async () => {
    const request = { graph: mlpGraphs().graph, catalog, world: worldOf() };
    const rowsWith = async (changes: Partial<DataPlan>) => {
      const outcome = await openData({
        ...request,
        plan: moonsPlan({ take: 50, test: { count: 10 }, validation: { count: 10 }, ...changes }),
      });
      return outcome.ok ? Object.values(outcome.value.parts).map(({ rows }) => [...rows]) : [];
    };
    const [train = [], validation = [], test = []] = await rowsWith({ shuffle: 1 });
    expect([train.length, validation.length, test.length]).toEqual([30, 10, 10]);
    expect([...train, ...validation, ...test].sort((a, b) => a - b)).toEqual(
      Array.from({ length: 50 }, (_, row) => row),
    );
    expect(train).not.toEqual([...train].sort((a, b) => a - b));
    expect(await rowsWith({ shuffle: 1 })).toEqual([train, validation, test]);
    expect(await rowsWith({ shuffle: 2 })).not.toEqual([train, validation, test]);
  });

  it('has a digest of the data and the split, not of the order of fields', async () => {
    const columns = { point: points, label: ints(0, 1, 0, 1) };
    const digest = async (...args: Parameters<typeof open>) => {
      const outcome = await open(...args);
      return outcome.ok ? outcome.value.digest : '';
    };
    const first = await digest(columns, 4, { test: { count: 1 } });
    expect(first).toMatch(/^[0-9a-f]{64}$/);
    expect(await digest(columns, 4, { test: { count: 1 }, fields: [...plan().fields].reverse() })).toBe(
      first,
    );
    expect(await digest(columns, 4, { test: { count: 2 } })).not.toBe(first);
    expect(await digest({ ...columns, label: ints(1, 1, 0, 1) }, 4, { test: { count: 1 } })).not.toBe(first);
  });

  it('says what does not fit, at the field', async () => {
    const label = ints(0, 1, 0, 1);
    expect(await problems(open({ points, label }, 4))).toEqual([
      'missing-column at field: The data has no column "point". Did you mean "points"?',
    ]);
    expect(await problems(open({ point: floats([3], ...new Array<number>(12).fill(0)), label }, 4))).toEqual([
      'data-shape at field: The field "point" must have the shape [2], but an example of the data has [3].',
    ]);
    expect(await problems(open({ point: points, label: floats([], 0, 1, 0, 1) }, 4))).toEqual([
      'data-type at field: The field "label" must be int32, but the data is float32.',
    ]);
    expect(
      await problems(open({ point: points, label: { type: 'string', data: ['a', 'b', 'a', 'b'] } }, 4)),
    ).toEqual(['data-type at field: The field "label" must be int32, but the data is text.']);
    expect(await problems(open({ point: floats([2], 0, 1, 2, NaN, 4, 5, 6, 7), label }, 4))).toEqual([
      'data-not-finite at field: Row 2 of the field "point" holds NaN: a network cannot learn from that.',
    ]);
    expect(await problems(open({ point: points, label: ints(0, 1, 2, 1) }, 4))).toEqual([
      'target-range at field: Row 3 of the field "label" is 2, but cross_entropy compares 2 classes: 0 to 1.',
    ]);
    expect(await problems(open({ point: points, label }, 4, { test: { count: 5 } }))).toEqual([
      'data-split: The test part takes 5 examples, but there are only 4.',
    ]);
    expect(await problems(open({ point: points, label }, 4, { test: { count: 4 } }))).toEqual([
      'data-empty: The training part of the data has no examples.',
    ]);
  });

  it('gives the diagnostics of sources and transforms a place in the text', async () => {
    const request = {
      graph: mlpGraphs().graph,
      catalog,
      world: worldOf({ 'a.csv': 'point,label\n1,2\n3\n' }),
    };
    const csv = { ...use('source', 'csv', { file: 'a.csv' }), span };
    const ragged = await openData({ ...request, plan: moonsPlan({ source: csv }) });
    expect(ragged.ok ? [] : ragged.diagnostics).toMatchObject([{ code: 'csv-ragged', span }]);
    const missing = await openData({
      ...request,
      plan: moonsPlan({ source: { ...csv, options: { ...csv.options, file: 'b.csv' } } }),
    });
    expect(missing.ok ? [] : missing.diagnostics).toMatchObject([{ code: 'file-missing', span }]);
    const label = { ...use('transform', 'one_of', { classes: 1 }), span };
    const range = await openData({
      ...request,
      plan: moonsPlan({
        fields: [
          { name: 'point', column: 'point', steps: [] },
          { name: 'label', column: 'label', steps: [label] },
        ],
      }),
    });
    expect(range.ok ? [] : range.diagnostics).toMatchObject([{ code: 'label-range', span }]);
  });

  it('turns whole numbers into float32 where the model reads those, and numbers into lists of one', async () => {
    const { graph } = mlpGraphs();
    const narrow: Graph = {
      ...graph,
      values: [{ dtype: 'float32', shape: ['batch', 1] }, ...graph.values.slice(1)],
    };
    const outcome = await open({ point: ints(5, 6, 7, 8), label: ints(0, 1, 0, 1) }, 4, {}, narrow);
    expect(outcome.ok && outcome.value.parts.train.columns.get('point')).toEqual(floats([1], 5, 6, 7, 8));
  });

  it('binds symbols, which must agree', async () => {
    const { graph } = mlpGraphs();
    const values: Recipe['graph']['values'] = graph.values.map((type, index) =>
      index === 0
        ? { dtype: 'float32', shape: ['batch', 'seq'] }
        : index === graph.inputs[1]!.value
          ? { dtype: 'int32', shape: ['batch', 'seq'] }
          : type,
    );
    const symbolic: Graph = { ...graph, values, nodes: [] };
    const labels = (size: number): Column => ({
      type: { dtype: 'int32', shape: [size] },
      data: new Int32Array(4 * size),
    });
    const bound = await open({ point: points, label: labels(2) }, 4, {}, symbolic);
    expect(bound.ok && bound.value.bindings).toEqual({ seq: 2 });
    expect(await problems(open({ point: points, label: labels(3) }, 4, {}, symbolic))).toEqual([
      'data-symbol at field: The dimension "seq" is 3 in the field "label", but 2 in "point".',
    ]);
  });

  it('takes parts from sources of their own', async () => {
    const outcome = await openData({
      plan: moonsPlan({ test: { source: use('source', 'moons', { count: 12, seed: 5 }) } }),
      graph: mlpGraphs().graph,
      catalog,
      world: worldOf(),
    });
    if (!outcome.ok) throw new Error('no data');
    const { train, test } = outcome.value.parts;
    expect(test!.rows).toHaveLength(12);
    expect(train.rows).toHaveLength(168);
    expect(test!.columns).not.toBe(train.columns);
  });
});

describe('texts', () => {
  const text = (test: string) => `text,mood\ngood good film,1\nbad film,0\ngood music,1\n${test},0\n`;
  const tokens = use('transform', 'tokenize', { vocabulary: 5 });
  const fields = [
    { name: 'point', column: 'text', steps: [tokens, use('transform', 'pad', { to: 2 })] },
    { name: 'label', column: 'mood', steps: [] },
  ];
  const opened = async (csv: string, changes: Partial<DataPlan> = {}) => {
    const { graph } = mlpGraphs();
    const values = graph.values.map((type, index) =>
      index === 0 ? ({ dtype: 'int32', shape: ['batch', 2] } as const) : type,
    );
    const outcome = await openData({
      plan: {
        name: 'Reviews',
        source: use('source', 'csv', { file: 'a.csv' }),
        test: { count: 1 },
        fields,
        ...changes,
      },
      graph: { ...graph, values, nodes: [] },
      catalog,
      world: worldOf({ 'a.csv': csv, 'b.csv': 'text,mood\nfilm good,1\n' }),
    });
    if (!outcome.ok) throw new Error(outcome.diagnostics[0]!.message);
    return outcome.value.parts;
  };
  const rowsOf = ({ train, test }: Awaited<ReturnType<typeof opened>>) => ({
    train: [...train.rows].map((row) => [...train.columns.get('point')!.data.slice(2 * row, 2 * row + 2)]),
    test: [...test!.rows].map((row) => [...test!.columns.get('point')!.data.slice(2 * row, 2 * row + 2)]),
  });

  it('are numbered by the training part only', async () => {
    // Good three times, film twice, bad and music once: bad comes first. What stands in the test part counts for nothing.
    const train = [
      [2, 2],
      [4, 3],
      [2, 1],
    ];
    expect(rowsOf(await opened(text('music music music music')))).toEqual({ train, test: [[1, 1]] });
    expect(rowsOf(await opened(text('bad good')))).toEqual({ train, test: [[4, 2]] });
  });

  it('of a source of its own are numbered like those of the training part', async () => {
    const test = { source: use('source', 'csv', { file: 'b.csv' }) };
    expect(rowsOf(await opened(text('x x'), { test })).test).toEqual([[3, 2]]);
  });
});
