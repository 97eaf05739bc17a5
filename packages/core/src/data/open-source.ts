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
import type { World } from './world.js';

/** A source that was opened. */
export interface Opened {
  readonly table: Table;
  readonly fields: readonly Field[];
  readonly count: number;
  /** By field, after its host transforms. */
  readonly columns: BoundFields;
  readonly classes: Readonly<Record<string, readonly string[]>>;
}

/** What a source is opened with. */
export interface SourceRequest {
  readonly plan: DataPlan;
  readonly catalog: Catalog;
  readonly world: World;
  /** The fields that are wanted; one that nobody reads need not exist. All: without any field, every column is one. */
  readonly read: ReadonlySet<string> | 'all';
}

/** Opens a source, and puts its columns through the host transforms of the fields. */
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
    ...place(use.span),
  });
  if (!table.ok) return at(table.diagnostics, use.span ?? plan.span);
  const count = Math.min(take, table.value.count);
  const columns = new Map<string, Column>();
  const classes: [string, readonly string[]][] = [];
  const problems: Diagnostic[] = [];
  const fields =
    read === 'all' ? allFields(plan, table.value) : plan.fields.filter(({ name }) => read.has(name));
  for (const field of fields) {
    const column = await fieldColumn(field, table.value, count, { catalog, world });
    if (column.ok) {
      columns.set(field.name, column.value.column);
      // Host transforms may name classes; otherwise the source does, where the column is as it gave it.
      const names =
        column.value.names ?? (isRaw(field, catalog) ? table.value.names?.[field.column] : undefined);
      if (names !== undefined) classes.push([field.name, names]);
    } else problems.push(...column.diagnostics);
  }
  return problems.length > 0
    ? failure(...problems)
    : success({ table: table.value, fields, count, columns, classes: Object.fromEntries(classes) });
};

const allFields = ({ fields }: DataPlan, { columns }: Table): readonly Field[] =>
  fields.length > 0 ? fields : Object.keys(columns).map((name) => ({ name, column: name, steps: [] }));

const isRaw = ({ steps }: Field, catalog: Catalog): boolean =>
  steps.every(({ name }) => catalog.get('transform', name)?.host === undefined);

/** Diagnostics of sources and transforms speak of bytes and rows; the place in the text is known here. */
const at = (diagnostics: readonly Diagnostic[], span: DataPlan['span']): Outcome<never> =>
  failure(...diagnostics.map((diagnostic) => (span === undefined ? diagnostic : { span, ...diagnostic })));

const fieldColumn = async (
  field: Field,
  table: Table,
  count: number,
  { catalog, world }: { readonly catalog: Catalog; readonly world: World },
): Promise<Outcome<{ readonly column: Column; readonly names?: readonly string[] }>> => {
  if (!Object.hasOwn(table.columns, field.column))
    return failure(
      report(
        'missing-column',
        { column: field.column, known: Object.keys(table.columns).sort() },
        place(field.span),
      ),
    );
  let column = firstRows(table.columns[field.column]!, count, table.count);
  let names: readonly string[] | undefined;
  for (const step of field.steps) {
    const definition = catalog.get('transform', step.name);
    if (definition?.host === undefined) continue;
    const outcome = await definition.host(column, {
      options: step.options as never,
      readFile: (path) => world.readFile(path),
      ...place(step.span),
    });
    if (!outcome.ok) return at(outcome.diagnostics, step.span ?? field.span);
    ({ column, names = names } = outcome.value);
  }
  return success({ column, ...(names === undefined ? {} : { names }) });
};

const firstRows = (column: Column, count: number, of: number): Column => {
  if (count === of) return column;
  if (column.type === 'string') return { type: 'string', data: column.data.slice(0, count) };
  return { type: column.type, data: column.data.subarray(0, (column.data.length / of) * count) };
};

const place = (span: DataPlan['span']) => (span === undefined ? {} : { span });
