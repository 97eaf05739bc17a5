import {
  sizeOf,
  success,
  type Graph,
  type GraphNode,
  type HostTensor,
  type Outcome,
} from '@neurite/contract';
import { recordGraph } from '@neurite/program';
import { arrayLike, gatherRows } from '../data/columns.js';
import type { Dataset } from '../data/dataset.js';
import { portKey } from '../session/prepared.js';
import { take, type Session } from '../session/session.js';
import { createStore } from '../session/store.js';
import { cutGraph } from './cut-graph.js';
import type { Weights } from './weights.js';

// How many examples the steps before a fitted one are run on at once.
const BATCH = 256;

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
  const { columns, rows } = data.parts.train;
  if (port === undefined) return runOver(cutGraph(graph, value!), data, session, known);
  const column = columns.get(port.name)!;
  const all = arrayLike(column, rows.length);
  gatherRows(column, rows, all);
  return success({ dtype: column.type.dtype, shape: [rows.length, ...column.type.shape], data: all });
};

/** The output of a graph for every example of the training part. */
const runOver = async (
  graph: Graph,
  data: Dataset,
  session: Session,
  known: Weights,
): Promise<Outcome<HostTensor>> => {
  const { device, catalog } = session;
  const { columns, rows } = data.parts.train;
  const batch = Math.min(BATCH, rows.length);
  const key = `fit ${graph.nodes.at(-1)!.path}`;
  const prepared = await session.prepare(key, () =>
    recordGraph(graph, catalog, { batch, bindings: data.bindings, training: false }),
  );
  if (!prepared.ok) return prepared;
  const store = createStore(device);
  try {
    for (const { path, role } of graph.parameters) store.write(portKey(role, path), typed(known.get(path)!));
    let all: Float32Array | undefined;
    let example: readonly number[] = [];
    for (let start = 0; start < rows.length; start += batch) {
      for (const { name } of graph.inputs) {
        const column = columns.get(name)!;
        const some = arrayLike(column, batch);
        gatherRows(column, rows.subarray(start, start + batch), some);
        const type = { dtype: column.type.dtype, shape: [batch, ...column.type.shape] };
        store.write(portKey('batch', name), { type, data: some });
      }
      const [output] = prepared.value.executable.run(store.inputsOf(prepared.value));
      example = output!.type.shape.slice(1);
      all ??= new Float32Array(rows.length * sizeOf(example));
      const values = (await take(device, output!)) as Float32Array;
      const offset = start * sizeOf(example);
      all.set(values.subarray(0, all.length - offset), offset);
    }
    return success({ dtype: 'float32', shape: [rows.length, ...example], data: all! });
  } finally {
    store.close();
    session.forget(key);
  }
};

const typed = ({ dtype, shape, data }: HostTensor) => ({ type: { dtype, shape }, data });
