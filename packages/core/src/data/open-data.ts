import { failure, success, type Catalog, type DataPlan, type Graph, type Outcome } from '@neurite/contract';
import { report } from '../diagnostics.js';
import { createAugmentation } from './augment.js';
import { bindFields, type Binding, type BoundFields } from './bind-fields.js';
import type { TensorColumn } from './columns.js';
import type { Dataset } from './dataset.js';
import { digestDataset } from './digest-dataset.js';
import { openSource, transformFields } from './open-source.js';
import { splitRows } from './split.js';
import { surveyStreams } from './survey-streams.js';
import { textsOf } from './texts.js';
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
  const wanted = { ...request, read: new Set(request.graph.inputs.map(({ name }) => name)) };
  const main = await openSource(plan.source, wanted, plan.take);
  if (!main.ok) return main;
  const rows = splitRows(plan, main.value.table.count);
  if (!rows.ok) return rows;
  const transformed = await transformFields(main.value, wanted, rows.value.train);
  if (!transformed.ok) return transformed;
  const { classes, learned } = transformed.value;
  const bindings = new Map<string, Binding>();
  const bound = await bind(request, transformed.value.columns, main.value.table.count, bindings);
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
    const other = await openSource(portion.source, wanted);
    if (!other.ok) return other;
    const fields = await transformFields(other.value, wanted, new Int32Array(), learned);
    if (!fields.ok) return fields;
    const columns = await bind(request, fields.value.columns, other.value.table.count, bindings);
    if (!columns.ok) return columns;
    parts[name] = {
      columns: columns.value,
      rows: Int32Array.from({ length: other.value.table.count }, (_, row) => row),
    };
  }
  for (const [name, part] of Object.entries(parts))
    if (part.rows.length === 0)
      return failure(report('data-empty', { part: partWords[name]! }, place(plan.span)));
  return success({
    parts,
    bindings: Object.fromEntries([...bindings].map(([symbol, { size }]) => [symbol, size])),
    classes,
    texts: textsOf(main.value, request.catalog, learned),
    digest: await digestDataset(parts),
  });
};

const bind = async (
  { graph, plan: { fields } }: DataRequest,
  columns: BoundFields,
  count: number,
  bindings: Map<string, Binding>,
): Promise<Outcome<ReadonlyMap<string, TensorColumn>>> => {
  const bound = bindFields(graph, fields, columns, bindings);
  return bound.ok ? surveyStreams(graph, fields, columns, count, bound.value, bindings) : bound;
};

const partWords: Readonly<Record<string, string>> = {
  train: 'training',
  validation: 'validation',
  test: 'test',
};

const place = (span: DataPlan['span']) => (span === undefined ? {} : { span });
