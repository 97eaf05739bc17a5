import {
  failure,
  success,
  type Fitting,
  type Graph,
  type GraphNode,
  type HostArray,
  type HostTensor,
  type Outcome,
  type Program,
  type TransformDefinition,
} from '@neurite/contract';
import { recordGraph } from '@neurite/program';
import { arrayLike, gatherRows } from '../data/columns.js';
import type { Dataset, Part } from '../data/dataset.js';
import { eachWindow, isStreamed } from '../data/windows.js';
import { report } from '../diagnostics.js';
import { portKey } from '../session/prepared.js';
import type { Session } from '../session/session.js';
import { createStore, type Store } from '../session/store.js';
import { cutGraph } from './cut-graph.js';
import { eachOutput, outputColumn } from './output-column.js';
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
    const fitted = await fitNode(graph, node, definition, { data, session, known });
    if (!fitted.ok) return fitted;
    const results = fitted.value;
    for (const { path, fitted } of own) known.set(path, results[fitted!.name]!);
  }
  return success(known);
};

interface Surroundings {
  readonly data: Dataset;
  readonly session: Session;
  readonly known: Weights;
}

type Fitted = Readonly<Record<string, HostTensor>>;

const fitNode = async (
  graph: Graph,
  node: GraphNode,
  { fit, fitting }: TransformDefinition,
  { data, session, known }: Surroundings,
): Promise<Outcome<Fitted>> => {
  const options = node.use.options as never;
  if (!isStreamed(data.parts.train)) {
    const column = await trainingColumn(graph, node, data, session, known);
    return column.ok ? success(fit!(column.value, options) as Fitted) : column;
  }
  const { path, span } = node;
  const why = 'must see the training part as a whole to be fitted';
  if (fitting === undefined)
    return failure(
      report(
        'stream-step',
        { field: path.split('.').at(-2) ?? path, step: node.use.name, why },
        span === undefined ? {} : { span },
      ),
    );
  const seen = await visitTraining(graph, node, { data, session, known });
  const { passes, result } = fitting(seen.shape, options) as Fitting<Fitted>;
  for (const pass of passes) {
    const visited = await seen.visit(pass);
    if (!visited.ok) return visited;
  }
  return success(result());
};

/** What a transform would be fitted on, where it is not held: its shape, and how to see it from beginning to end. */
const visitTraining = async (
  graph: Graph,
  node: GraphNode,
  { data, session, known }: Surroundings,
): Promise<{
  readonly shape: readonly number[];
  visit(look: (values: HostArray) => void): Promise<Outcome<undefined>>;
}> => {
  const { train } = data.parts;
  const [value] = Object.values(node.inputs) as readonly number[];
  const count = train.rows.length;
  const port = graph.inputs.find((input) => input.value === value);
  if (port === undefined) {
    const cut = cutGraph(graph, value!);
    const part = partWith(train, cut.inputs);
    const shape = graph.values[value!]!.shape.slice(1).map((extent) =>
      typeof extent === 'number' ? extent : data.bindings[extent]!,
    );
    return {
      shape: [count, ...shape],
      visit: (look) =>
        onDevice(cut, known, session, (store) =>
          eachOutput(`fit ${node.path}`, programOf(cut, data, session), part, store, session, look),
        ),
    };
  }
  const part = partWith(train, [port]);
  const column = part.columns.get(port.name)!;
  return {
    shape: [count, ...column.type.shape],
    visit: (look) =>
      eachWindow(part, ({ columns, rows }) => {
        const values = arrayLike(column, rows.length);
        gatherRows(columns.get(port.name)!, rows, values);
        look(values);
      }),
  };
};

/** The part with no other fields: nothing is read that is not looked at. */
const partWith = ({ columns, rows }: Part, ports: Graph['inputs']): Part => ({
  columns: new Map(ports.map(({ name }) => [name, columns.get(name)!])),
  rows,
});

const programOf =
  (graph: Graph, { bindings }: Dataset, { catalog }: Session) =>
  (batch: number): Program =>
    recordGraph(graph, catalog, { batch, bindings, training: false });

/** Does something with a store that holds what the steps of a graph know. */
const onDevice = async <T>(
  graph: Graph,
  known: Weights,
  { device }: Session,
  work: (store: Store) => Promise<T>,
): Promise<T> => {
  const store = createStore(device);
  try {
    for (const { path, role } of graph.parameters) {
      const tensor = known.get(path)!;
      store.write(portKey(role, path), { type: tensor, data: tensor.data });
    }
    return await work(store);
  } finally {
    store.close();
  }
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
  const column = await onDevice(graph, known, session, (store) =>
    outputColumn(`fit ${node.path}`, programOf(graph, data, session), train, store, session),
  );
  if (!column.ok) return column;
  const { type, data: values } = column.value;
  return success({ dtype: type.dtype, shape: [train.rows.length, ...type.shape], data: values });
};
