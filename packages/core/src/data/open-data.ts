import {
  failure,
  success,
  type Catalog,
  type Column,
  type DataPlan,
  type Diagnostic,
  type Field,
  type Graph,
  type Outcome,
  type Table,
  type Use,
} from '@neurite/contract';
import { hostRandom } from '@neurite/program';
import { report } from '../diagnostics.js';
import { createAugmentation } from './augment.js';
import { bindFields, type Binding, type BoundFields } from './bind-fields.js';
import type { Dataset } from './dataset.js';
import { digestDataset } from './digest-dataset.js';
import { splitRows } from './split.js';
import type { World } from './world.js';

/** What data is opened with. */
export interface DataRequest {
  readonly plan: DataPlan;
  /** The graph whose inputs the fields must fit: a recipe's, or a model's. */
  readonly graph: Graph;
  readonly catalog: Catalog;
  readonly world: World;
}

/**
 * Opens the data of a recipe: reads its sources, applies host transforms, checks every field against the graph's input of that
 * name, and splits the rows. The order is: at most `take` rows, shuffled by the plan's seed, the last ones test, those before
 * them validation, the rest training.
 *
 * Everything that is wrong with the data is a diagnostic at the field or the source.
 */
export const openData = async (request: DataRequest): Promise<Outcome<Dataset>> => {
  const { plan } = request;
  const main = await openSource(plan.source, request, plan.take);
  if (!main.ok) return main;
  const rows = splitRows(plan, main.value.count);
  if (!rows.ok) return rows;
  const bindings = new Map<string, Binding>();
  const bound = bindFields(request.graph, plan.fields, main.value.columns, bindings);
  if (!bound.ok) return bound;
  const train = {
    columns: bound.value,
    rows: rows.value.train,
    ...(plan.augment === undefined
      ? {}
      : { augment: createAugmentation(plan.augment, bound.value, rows.value.train, request.catalog) }),
  };
  const parts: { -readonly [K in keyof Dataset['parts']]: Dataset['parts'][K] } = { train };
  for (const name of ['validation', 'test'] as const) {
    const portion = plan[name];
    if (portion === undefined) continue;
    if (!('source' in portion)) {
      parts[name] = { columns: bound.value, rows: rows.value[name]! };
      continue;
    }
    const other = await openSource(portion.source, request);
    if (!other.ok) return other;
    const columns = bindFields(request.graph, plan.fields, other.value.columns, bindings);
    if (!columns.ok) return columns;
    parts[name] = {
      columns: columns.value,
      rows: Int32Array.from({ length: other.value.count }, (_, row) => row),
    };
  }
  for (const [name, part] of Object.entries(parts))
    if (part.rows.length === 0)
      return failure(report('data-empty', { part: partWords[name]! }, place(plan.span)));
  return success({
    parts,
    bindings: Object.fromEntries([...bindings].map(([symbol, { size }]) => [symbol, size])),
    classes: main.value.classes,
    digest: await digestDataset(parts),
  });
};

const partWords: Readonly<Record<string, string>> = {
  train: 'training',
  validation: 'validation',
  test: 'test',
};

const place = (span: DataPlan['span']) => (span === undefined ? {} : { span });

interface Opened {
  readonly count: number;
  /** By field, after its host transforms. */
  readonly columns: BoundFields;
  readonly classes: Readonly<Record<string, readonly string[]>>;
}

const openSource = async (
  use: Use,
  { plan, graph, catalog, world }: DataRequest,
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
  // A field that this graph does not read need not exist.
  const read = new Set(graph.inputs.map(({ name }) => name));
  for (const field of plan.fields.filter(({ name }) => read.has(name))) {
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
    : success({ count, columns, classes: Object.fromEntries(classes) });
};

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
