import { success, type Graph, type GraphNode, type HostTensor, type Outcome } from '@neurite/contract';
import { recordGraph } from '@neurite/program';
import type { Dataset } from '../data/dataset.js';
import { portKey } from '../session/prepared.js';
import type { Session } from '../session/session.js';
import { createStore } from '../session/store.js';
import { cutGraph } from './cut-graph.js';
import { outputColumn } from './output-column.js';
import type { Weights } from './weights.js';

/** What is calibrated, and on what. */
export interface CalibrateOptions {
  readonly data: Dataset;
  /** How many examples go through: the first of the training part. */
  readonly batch: number;
  readonly session: Session;
  /** Paths whose values come from elsewhere, and stay. */
  readonly given?: ReadonlySet<string>;
}

/**
 * Weights whose initializers look at data, such as `lsuv`, scaled as those ask. Layers come in the order of the graph, each after
 * those before it are done. Everything else stays as it is.
 */
export const calibrateWeights = async (
  graph: Graph,
  weights: Weights,
  options: CalibrateOptions,
): Promise<Outcome<Weights>> => {
  const byPath = new Map(graph.parameters.map((parameter) => [parameter.path, parameter]));
  const known = new Map(weights);
  const done = new Set(options.given);
  for (const node of graph.nodes) {
    for (const path of Object.values(node.parameters)) {
      const use = byPath.get(path)!.initializer;
      const definition = options.session.catalog.get('initializer', use.name);
      if (definition?.calibrate === undefined || done.has(path)) continue;
      done.add(path);
      for (let round = 0; ; round++) {
        const outputs = await outputsOf(graph, node, known, options);
        if (!outputs.ok) return outputs;
        const factor = definition.calibrate(outputs.value, { options: use.options as never, round });
        if (factor === undefined) break;
        known.set(path, scaled(known.get(path)!, factor));
      }
    }
  }
  return success(known);
};

const scaled = (tensor: HostTensor, factor: number): HostTensor => ({
  ...tensor,
  data: Float32Array.from(tensor.data, (value) => value * factor),
});

/** What a layer makes of the first examples of the training part, in evaluation. */
const outputsOf = async (
  graph: Graph,
  node: GraphNode,
  weights: Weights,
  { data, batch, session }: CalibrateOptions,
): Promise<Outcome<ArrayLike<number>>> => {
  const cut = cutGraph(graph, Object.values(node.outputs)[0]!);
  const { train } = data.parts;
  const first = { ...train, rows: train.rows.subarray(0, batch) };
  const store = createStore(session.device);
  try {
    for (const { path, role } of cut.parameters) {
      const tensor = weights.get(path)!;
      store.write(portKey(role, path), { type: tensor, data: tensor.data });
    }
    const make = (size: number) =>
      recordGraph(cut, session.catalog, { batch: size, bindings: data.bindings, training: false });
    const column = await outputColumn(`calibrate ${node.path}`, make, first, store, session);
    return column.ok ? success(column.value.data as ArrayLike<number>) : column;
  } finally {
    store.close();
  }
};
