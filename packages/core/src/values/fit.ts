import { success, type Graph, type GraphNode, type HostTensor, type Outcome } from '@neurite/contract';
import { recordGraph } from '@neurite/program';
import { arrayLike, gatherRows } from '../data/columns.js';
import type { Dataset } from '../data/dataset.js';
import { portKey } from '../session/prepared.js';
import type { Session } from '../session/session.js';
import { createStore } from '../session/store.js';
import { cutGraph } from './cut-graph.js';
import { outputColumn } from './output-column.js';
import type { Weights } from './weights.js';

/**
 * Fits what tensor transforms need to know of the data, on the training part only. Each step sees that part as the steps before it
 * leave it; those are run on the device.
 */
export const fitStatistics = async (
  graph: Graph,
  data: Dataset,
  session: Session,
): Promise<Outcome<Weights>> => {
  const known = new Map<string, HostTensor>();
  for (const node of graph.nodes) {
    const paths = new Set([...Object.values(node.parameters), ...Object.values(node.state)]);
    const own = graph.parameters.filter(({ path, fitted }) => fitted !== undefined && paths.has(path));
    if (own.length === 0) continue;
    const definition = session.catalog.get('transform', node.use.name);
    if (definition?.fit === undefined)
      throw new Error(`The transform "${node.use.name}" has nothing to fit.`);
    const column = await trainingColumn(graph, node, data, session, known);
    if (!column.ok) return column;
    const results = definition.fit(column.value, node.use.options as never);
    for (const { path, fitted } of own) known.set(path, results[fitted!.name]!);
  }
  return success(known);
};

const trainingColumn = async (
  graph: Graph,
  node: GraphNode,
  data: Dataset,
  session: Session,
  known: Weights,
): Promise<Outcome<HostTensor>> => {
  const [value] = Object.values(node.inputs) as readonly number[];
  const port = graph.inputs.find((input) => input.value === value);
  const { train } = data.parts;
  if (port === undefined) return columnBefore(cutGraph(graph, value!), node, data, session, known);
  const column = train.columns.get(port.name)!;
  const all = arrayLike(column, train.rows.length);
  gatherRows(column, train.rows, all);
  return success({ dtype: column.type.dtype, shape: [train.rows.length, ...column.type.shape], data: all });
};

/** The training part as the steps before one leave it. */
const columnBefore = async (
  graph: Graph,
  node: GraphNode,
  data: Dataset,
  session: Session,
  known: Weights,
): Promise<Outcome<HostTensor>> => {
  const { train } = data.parts;
  const { bindings } = data;
  const store = createStore(session.device);
  try {
    for (const { path, role } of graph.parameters) {
      const tensor = known.get(path)!;
      store.write(portKey(role, path), { type: tensor, data: tensor.data });
    }
    const make = (batch: number) => recordGraph(graph, session.catalog, { batch, bindings, training: false });
    const column = await outputColumn(`fit ${node.path}`, make, train, store, session);
    if (!column.ok) return column;
    const { type, data: values } = column.value;
    return success({ dtype: type.dtype, shape: [train.rows.length, ...type.shape], data: values });
  } finally {
    store.close();
  }
};
