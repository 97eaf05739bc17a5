import type { Catalog, Graph, Program, TensorType } from '@neurite/contract';
import { dropUnusedInputs, sweep } from '../build/sweep.js';
import { traceProgram } from '../differentiate/trace.js';
import { resolveType, type Bindings } from '../record/dimension.js';
import { createRandomness } from '../record/randomness.js';
import { record, type Recorder, type Reference } from '../record/record.js';
import { counterType } from '../record/record-graph.js';
import { runGraph, type Environment, type GraphRun } from '../record/run-graph.js';
import { nodesTowards, pathsOf, type Link } from './stage.js';

/** Runs nodes in evaluation, outside of any program that is kept. */
export const runSilently = (
  recorder: Recorder,
  graph: Graph,
  catalog: Catalog,
  bindings: Bindings,
  tensors: ReadonlyMap<string, Reference>,
  given: ReadonlyMap<number, Reference>,
  nodes: Graph['nodes'],
): GraphRun => {
  const randomness = createRandomness(recorder, recorder.input('counter', 'counter', counterType));
  const environment: Environment = {
    recorder,
    catalog,
    bindings,
    randomness,
    tensors,
    training: false,
    renewed: new Map(),
    uses: new Map(),
  };
  return runGraph(graph, environment, given, nodes);
};

/** Declares those of a graph's parameters and statistics that are in `paths`, as inputs. */
export const declareSome = (
  recorder: Recorder,
  graph: Graph,
  bindings: Bindings,
  paths: ReadonlySet<string>,
): Map<string, Reference> =>
  new Map(
    graph.parameters
      .filter(({ path }) => paths.has(path))
      .map(({ path, role, type }) => [path, recorder.input(path, role, resolveType(type, bindings))]),
  );

/**
 * The transpose of a layer in its input: from the shape of its output to the shape of its input, by the parameters that the
 * linear map has. The transpose of a linear map is what takes gradients back, so it comes from differentiating the layer,
 * and no layer has to be known here. Undefined where nothing comes back.
 *
 * Inputs of the program: `y` (role `gradient`), then `x` (role `batch`) where the layer is not linear, so that the way back depends
 * on what was put in; parameters and statistics by path. Its one output is `x`.
 */
export const transposeOf = (
  { input, output }: Pick<Link, 'input' | 'output'>,
  graph: Graph,
  catalog: Catalog,
  bindings: Bindings,
  typeOf: (value: number) => TensorType,
): Program | undefined => {
  const nodes = nodesTowards(graph, output, [input]);
  const paths = pathsOf(graph, nodes);
  const forward = record((recorder) => {
    const x = recorder.input('x', 'batch', typeOf(input));
    const tensors = declareSome(recorder, graph, bindings, paths);
    const run = runSilently(recorder, graph, catalog, bindings, tensors, new Map([[input, x]]), nodes);
    recorder.output('y', 'output', run[output]!);
  });
  const isInput = forward.inputs.map(({ role }) => role === 'batch');
  let isConstant = false;
  const backward = record((recorder) => {
    const y = recorder.input('y', 'gradient', typeOf(output));
    const inputs = forward.inputs.map(({ name, role, value }) =>
      recorder.input(name, role, forward.values[value]!),
    );
    const found = traceProgram(recorder, forward, inputs, isInput, [true]).pull([y])[0];
    isConstant = found === undefined;
    recorder.output('x', 'gradient', found ?? y);
  });
  const program = dropUnusedInputs(sweep(backward), ({ role }) => role !== 'gradient');
  return isConstant ? undefined : program;
};

/** Whether a way back is that of a linear map: the same whatever was put in. */
export const isLinear = (transpose: Program): boolean =>
  transpose.inputs.every(({ role }) => role !== 'batch');
