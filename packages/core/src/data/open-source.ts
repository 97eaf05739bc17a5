import {
  failure,
  success,
  type Catalog,
  type Column,
  type DataPlan,
  type Diagnostic,
  type Field,
  type Outcome,
  type Table,
  type Use,
} from '@neurite/contract';
import { hostRandom } from '@neurite/program';
import { report } from '../diagnostics.js';
import type { BoundFields } from './bind-fields.js';
import { holdColumns } from './hold-columns.js';
import { isRead } from './windows.js';
import type { World } from './world.js';

/** A source that was opened: as many of its examples as count. */
export interface Opened {
  readonly table: Table;
  readonly fields: readonly Field[];
}

/** What host transforms learned from the training part, by field and number of the step. */
export type Learned = ReadonlyMap<string, unknown>;

export const stepKey = ({ name }: Field, index: number): string => `${name} ${index}`;

/** Fields after their host transforms. */
export interface Transformed {
  readonly columns: BoundFields;
  readonly classes: Readonly<Record<string, readonly string[]>>;
  readonly learned: Learned;
}

/** What a source is opened with. */
export interface SourceRequest {
  readonly plan: DataPlan;
  readonly catalog: Catalog;
  readonly world: World;
  /** The fields that are wanted; one that nobody reads need not exist. All: without any field, every column is one. */
  readonly read: ReadonlySet<string> | 'all';
}

/** Opens a source: at most `take` of its examples. */
export const openSource = async (
  use: Use,
  { plan, read, catalog, world }: SourceRequest,
  take = Infinity,
): Promise<Outcome<Opened>> => {
  const definition = catalog.get('source', use.name);
  if (definition === undefined)
    throw new Error(`The catalog has no source "${use.name}": the compiler should have said so.`);
  // A source that has an option `seed` is keyed by it: its examples do not depend on the seed of the training.
  const seed = typeof use.options['seed'] === 'number' ? use.options['seed'] : 0;
  const table = await definition.open({
    options: use.options as never,
    random: hostRandom(seed, `source/${use.name}`),
    readFile: (path) => world.readFile(path),
    listFolder: (path) => world.listFolder(path),
    readPackageFile: (name, path) => world.readPackageFile(name, path),
    ...(world.streaming === undefined ? {} : { streaming: world.streaming }),
    ...place(use.span),
  });
  if (!table.ok) return at(table.diagnostics, use.span ?? plan.span);
  const count = Math.min(take, table.value.count);
  const fields =
    read === 'all' ? allFields(plan, table.value) : plan.fields.filter(({ name }) => read.has(name));
  const { above = Infinity } = world.streaming ?? {};
  const wanted = new Set(fields.map(({ column }) => column));
  const held = await holdColumns(table.value, wanted, { count, above });
  return held.ok ? success({ table: held.value, fields }) : at(held.diagnostics, use.span ?? plan.span);
};

/**
 * Puts the columns of a source through the host transforms of the fields. What these learn comes from the rows `training`, or is handed
 * over from where the training part is.
 */
export const transformFields = async (
  { table, fields }: Opened,
  { catalog, world }: SourceRequest,
  training: Int32Array,
  known: Learned = new Map(),
): Promise<Outcome<Transformed>> => {
  const columns = new Map<string, Column>();
  const classes: [string, readonly string[]][] = [];
  const learned = new Map<string, unknown>();
  const problems: Diagnostic[] = [];
  for (const field of fields) {
    const found = columnOf(field, table);
    const column = found.ok
      ? await throughSteps(field, found.value, { catalog, world, training, known, learned })
      : found;
    if (column.ok) {
      columns.set(field.name, column.value.column);
      // Host transforms may name classes; otherwise the source does, where the column is as it gave it.
      const names = column.value.names ?? (isRaw(field, catalog) ? table.names?.[field.column] : undefined);
      if (names !== undefined) classes.push([field.name, names]);
    } else problems.push(...column.diagnostics);
  }
  return problems.length > 0
    ? failure(...problems)
    : success({ columns, classes: Object.fromEntries(classes), learned });
};

const allFields = ({ fields }: DataPlan, { columns }: Table): readonly Field[] =>
  fields.length > 0 ? fields : Object.keys(columns).map((name) => ({ name, column: name, steps: [] }));

const isRaw = ({ steps }: Field, catalog: Catalog): boolean =>
  steps.every(({ name }) => catalog.get('transform', name)?.host === undefined);

/** Diagnostics of sources and transforms speak of bytes and rows; the place in the text is known here. */
const at = (diagnostics: readonly Diagnostic[], span: DataPlan['span']): Outcome<never> =>
  failure(...diagnostics.map((diagnostic) => (span === undefined ? diagnostic : { span, ...diagnostic })));

const columnOf = (field: Field, { columns }: Table): Outcome<Column> =>
  Object.hasOwn(columns, field.column)
    ? success(columns[field.column]!)
    : failure(
        report(
          'missing-column',
          { column: field.column, known: Object.keys(columns).sort() },
          place(field.span),
        ),
      );

const throughSteps = async (
  field: Field,
  from: Column,
  {
    catalog,
    world,
    training,
    known,
    learned,
  }: Pick<SourceRequest, 'catalog' | 'world'> & {
    readonly training: Int32Array;
    readonly known: Learned;
    readonly learned: Map<string, unknown>;
  },
): Promise<Outcome<{ readonly column: Column; readonly names?: readonly string[] }>> => {
  let column = from;
  let names: readonly string[] | undefined;
  for (const [index, step] of field.steps.entries()) {
    const definition = catalog.get('transform', step.name);
    if (definition?.host === undefined) continue;
    if (isRead(column))
      return failure(
        report(
          'stream-step',
          { field: field.name, step: step.name, why: 'changes a column as a whole, when data is opened' },
          place(step.span ?? field.span),
        ),
      );
    const key = stepKey(field, index);
    const outcome = await definition.host(column, {
      options: step.options as never,
      readFile: (path) => world.readFile(path),
      training,
      ...(known.has(key) ? { learned: known.get(key) } : {}),
      ...(world.streaming === undefined ? {} : { above: world.streaming.above }),
      ...place(step.span),
    });
    if (!outcome.ok) return at(outcome.diagnostics, step.span ?? field.span);
    ({ column, names = names } = outcome.value);
    if (outcome.value.learned !== undefined) learned.set(key, outcome.value.learned);
  }
  return success({ column, ...(names === undefined ? {} : { names }) });
};

const place = (span: DataPlan['span']) => (span === undefined ? {} : { span });
