import { createCatalog, source, success, type Column, type DataPlan } from '@neurite/contract';
import { catalog } from '@neurite/standard/catalog';
import { use } from '../test/use.js';
import { worldOf } from '../test/world.js';
import { describeData } from './describe-data.js';
import { previewData } from './preview.js';

const floats = (shape: readonly number[], ...data: number[]): Column => ({
  type: { dtype: 'float32', shape },
  data: Float32Array.from(data),
});
const columns: Readonly<Record<string, Column>> = {
  point: floats([2], 0, 1, 2, 3, 0, 1, 6, NaN, 0, 1, 2, 4),
  kind: { type: 'string', data: ['b', 'a', 'b', 'a', 'b', ''] },
};
const given = source({
  name: 'given',
  summary: 'Six examples.',
  options: {},
  columns: {},
  open: async () => success({ count: 6, columns }),
});
const known = createCatalog([...catalog.definitions, given]);
const plan = (changes: Partial<DataPlan> = {}): DataPlan => ({
  name: 'Given',
  source: { kind: 'source', name: 'given', version: 1, options: {} },
  test: { count: 2 },
  fields: [],
  ...changes,
});
const described = async (changes: Partial<DataPlan> = {}) => {
  const preview = await previewData(plan(changes), known, worldOf());
  if (!preview.ok) throw new Error(preview.diagnostics[0]!.message);
  const description = await describeData(preview.value);
  if (!description.ok) throw new Error(description.diagnostics[0]!.message);
  return description.value;
};

describe('describeData', () => {
  it('says what there is, of the training part and without what is missing', async () => {
    const { parts, columns: types, fields } = await described();
    expect(parts).toEqual({ train: 4, test: 2 });
    expect(types).toEqual({ point: 'float32 [2]', kind: 'text' });
    const [point, kind] = fields;
    // 0, 1, 2, 3, 0, 1, 6: their mean is 13/7, the mean of their squares 51/7.
    expect(point).toMatchObject({ name: 'point', type: 'float32', shape: [2], missing: 1 });
    expect(point!.numbers).toMatchObject({ least: 0, greatest: 6 });
    expect(point!.numbers!.mean).toBeCloseTo(13 / 7, 12);
    expect(point!.numbers!.deviation).toBeCloseTo(Math.sqrt(51 / 7 - (13 / 7) ** 2), 12);
    expect(point!.classes).toBeUndefined();
    expect(kind).toEqual({
      name: 'kind',
      column: 'kind',
      steps: [],
      type: 'text',
      shape: [],
      missing: 1,
      classes: [
        { name: '', counts: { train: 0, test: 1 } },
        { name: 'a', counts: { train: 2, test: 0 } },
        { name: 'b', counts: { train: 2, test: 1 } },
      ],
    });
  });

  it('finds examples that are there twice: all fields, bit by bit', async () => {
    // Rows 0, 2 and 4 are alike; row 4 is test.
    expect((await described()).duplicates).toEqual({ train: 1, test: 1 });
    expect((await described({ test: { count: 1 } })).duplicates).toEqual({ train: 2, test: 0 });
  });

  it('puts fields through their host transforms, and names classes', async () => {
    const steps = [use('transform', 'one_of', { classes: ['', 'b', 'a'] })];
    const { fields } = await described({ fields: [{ name: 'label', column: 'kind', steps }] });
    expect(fields).toHaveLength(1);
    expect(fields[0]).toMatchObject({ type: 'int32', steps: ['one_of'], numbers: { least: 1, greatest: 2 } });
    expect(fields[0]!.classes!.map(({ name }) => name)).toEqual(['', 'b', 'a']);
  });

  it('says where augmentation does not fit', async () => {
    const augment = (field: string) => [{ field, steps: [use('augmentation', 'random_flip')] }];
    const codes = async (field: string) => {
      const preview = await previewData(plan({ augment: augment(field) }), known, worldOf());
      return preview.ok ? [] : preview.diagnostics.map(({ code }) => code);
    };
    expect(await codes('point')).toEqual(['data-shape']);
    expect(await codes('image')).toEqual(['missing-column']);
  });

  it('says what is wrong with a source', async () => {
    const preview = await previewData(
      plan({ source: use('source', 'csv', { file: 'no.csv' }) }),
      catalog,
      worldOf(),
    );
    expect(preview.ok ? [] : preview.diagnostics.map(({ code }) => code)).toEqual(['file-missing']);
  });
});
