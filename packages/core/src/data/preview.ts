import {
  failure,
  inputDeclaration,
  success,
  type Augment,
  type Catalog,
  type Column,
  type DataPlan,
  type Field,
  type Outcome,
} from '@neurite/contract';
import { report } from '../diagnostics.js';
import { createAugmentation, type Augmentation } from './augment.js';
import { isTensorColumn, type TensorColumn } from './columns.js';
import type { PartName } from './dataset.js';
import type { BoundFields } from './bind-fields.js';
import { openSource, transformFields } from './open-source.js';
import { splitRows } from './split.js';
import type { World } from './world.js';

/** A part of the data as it is, without a model: fields after their host transforms, texts included. */
export interface PreviewPart {
  readonly columns: ReadonlyMap<string, Column>;
  readonly rows: Int32Array;
}

/** Data as people look at it. */
export interface Preview {
  readonly fields: readonly Field[];
  readonly parts: ReadonlyMap<PartName, PreviewPart>;
  /** What the source gives, by name of the column. */
  readonly columns: Readonly<Record<string, Column>>;
  readonly classes: Readonly<Record<string, readonly string[]>>;
  readonly augment?: Augmentation;
}

/** Opens the data of a plan to be looked at: no model says what is read, so everything is. */
export const previewData = async (
  plan: DataPlan,
  catalog: Catalog,
  world: World,
): Promise<Outcome<Preview>> => {
  const request = { plan, catalog, world, read: 'all' } as const;
  const main = await openSource(plan.source, request, plan.take);
  if (!main.ok) return main;
  const rows = splitRows(plan, main.value.table.count);
  if (!rows.ok) return rows;
  const transformed = await transformFields(main.value, request, rows.value.train);
  if (!transformed.ok) return transformed;
  const { columns, classes, learned } = transformed.value;
  const parts = new Map<PartName, PreviewPart>([['train', { columns, rows: rows.value.train }]]);
  for (const name of ['validation', 'test'] as const) {
    const portion = plan[name];
    if (portion === undefined) continue;
    if (!('source' in portion)) {
      parts.set(name, { columns, rows: rows.value[name]! });
      continue;
    }
    const other = await openSource(portion.source, request);
    if (!other.ok) return other;
    const own = await transformFields(other.value, request, new Int32Array(), learned);
    if (!own.ok) return own;
    const all = Int32Array.from({ length: other.value.table.count }, (_, row) => row);
    parts.set(name, { columns: own.value.columns, rows: all });
  }
  const augment = augmentationOf(plan.augment ?? [], columns, rows.value.train, catalog);
  if (!augment.ok) return augment;
  return success({
    fields: main.value.fields,
    parts,
    columns: main.value.table.columns,
    classes,
    ...(augment.value === undefined ? {} : { augment: augment.value }),
  });
};

const augmentationOf = (
  plan: readonly Augment[],
  columns: BoundFields,
  rows: Int32Array,
  catalog: Catalog,
): Outcome<Augmentation | undefined> => {
  if (plan.length === 0) return success(undefined);
  const known = new Map<string, TensorColumn>();
  for (const [name, column] of columns) {
    // As a float32 input of a model would read it.
    if (!isTensorColumn(column)) continue;
    const data = column.data instanceof Float32Array ? column.data : Float32Array.from(column.data);
    known.set(name, { ...column, type: { dtype: 'float32', shape: column.type.shape }, data });
  }
  for (const { field, steps, span } of plan) {
    const place = span === undefined ? {} : { span };
    const column = known.get(field);
    if (column === undefined)
      return failure(report('missing-column', { column: field, known: [...known.keys()] }, place));
    const found = `[${column.type.shape.join(', ')}]`;
    // Without a model the compiler does not know the shape; with one it has checked it.
    for (const { name } of steps)
      for (const input of Object.values(catalog.get('augmentation', name)!.inputs)) {
        const expected = inputDeclaration(input).shape;
        if (!expected.includes('...') && expected.split(',').length - 1 !== column.type.shape.length)
          return failure(report('data-shape', { field, expected, found }, place));
      }
  }
  return success(createAugmentation(plan, known, rows, catalog));
};
