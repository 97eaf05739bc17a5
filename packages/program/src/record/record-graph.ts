import type { Catalog, Graph, Program } from '@neurite/contract';
import { dropUnusedInputs, isCounter, sweep } from '../build/sweep.js';
import { invariant } from '../invariant.js';
import { resolveType, type Bindings } from './dimension.js';
import { createRandomness } from './randomness.js';
import { record, type Recorder, type Reference } from './record.js';
import { runGraph } from './run-graph.js';

export interface RecordOptions {
  /** The extent of the batch axis. */
  readonly batch: number;
  /** Numbers for the other symbols of shapes. */
  readonly bindings?: Bindings;
  /** Training and evaluation are two programs of one graph. */
  readonly training: boolean;
}

/** The type of `counter`: seed, step, microbatch, iteration. */
export const counterType = { dtype: 'int32', shape: [4] } as const;

/** Declares a graph's parameters, then its statistics, as inputs; gives them by path. */
export const declareTensors = (
  recorder: Recorder,
  graph: Graph,
  bindings: Bindings,
): Map<string, Reference> => {
  const tensors = new Map<string, Reference>();
  for (const role of ['parameter', 'statistic'] as const) {
    for (const { path, type, role: own } of graph.parameters) {
      if (own === role) tensors.set(path, recorder.input(path, role, resolveType(type, bindings)));
    }
  }
  return tensors;
};

/** Declares a graph's inputs; gives them by value. */
export const declareInputs = (recorder: Recorder, graph: Graph, bindings: Bindings): Map<number, Reference> =>
  new Map(
    graph.inputs.map(({ name, value }) => [
      value,
      recorder.input(name, 'batch', resolveType(graph.values[value]!, bindings)),
    ]),
  );

/**
 * The program of a graph: each definition's `apply`, run against a recorder.
 *
 * Inputs, in order: parameters and statistics by path, the graph's inputs (role `batch`), and `counter` if it draws random numbers.
 * Outputs: the graph's, and in training the statistics that were renewed.
 */
export const recordGraph = (graph: Graph, catalog: Catalog, options: RecordOptions): Program => {
  const bindings = { ...options.bindings, batch: options.batch };
  const program = record((recorder) => {
    const tensors = declareTensors(recorder, graph, bindings);
    const inputs = declareInputs(recorder, graph, bindings);
    const randomness = createRandomness(recorder, recorder.input('counter', 'counter', counterType));
    const renewed = new Map<string, Reference>();
    const { training } = options;
    const environment = {
      recorder,
      catalog,
      bindings,
      randomness,
      tensors,
      training,
      renewed,
      uses: new Map<string, number>(),
    };
    const values = runGraph(graph, environment, inputs);
    for (const { name, value } of graph.outputs) {
      const output = values[value];
      invariant(output !== undefined, () => `output "${name}" of graph "${graph.name}" is never made`);
      recorder.output(name, 'output', output);
    }
    for (const [path, statistic] of renewed) recorder.output(path, 'statistic', statistic);
  });
  return dropUnusedInputs(sweep(program), isCounter);
};
