import {
  failure,
  success,
  type Diagnostic,
  type Graph,
  type GraphValue,
  type Outcome,
} from '@neurite/contract';
import { report } from '../diagnostics.js';

/** What was asked for, found in a graph. */
export interface Found {
  readonly values: Readonly<Record<string, GraphValue>>;
  /** Gradients by values that nodes make. */
  readonly nudged: Readonly<Record<string, GraphValue>>;
  /** Gradients by parameters and inputs. */
  readonly by: readonly string[];
}

/** Values by name: those that have one in the model, and what comes first out of each layer, by its path. */
const namedValues = (graph: Graph): ReadonlyMap<string, GraphValue> =>
  new Map([
    // Of a layer that is used twice the first use counts: later entries give way to earlier ones.
    ...graph.nodes.map(({ path, outputs }) => [path, Object.values(outputs)[0]!] as const).reverse(),
    ...[...graph.names, ...graph.inputs, ...graph.outputs].map(({ name, value }) => [name, value] as const),
  ]);

/** Finds values and what gradients are taken by. A name that is a parameter's path means the parameter. */
export const findNames = (
  graph: Graph,
  values: readonly string[],
  gradients: readonly string[],
): Outcome<Found> => {
  const known = namedValues(graph);
  const parameters = new Set(
    graph.parameters.filter(({ role }) => role === 'parameter').map(({ path }) => path),
  );
  const inputs = new Map(graph.inputs.map(({ name, value }) => [value, name]));
  const problems: Diagnostic[] = [];
  const valueOf = (name: string, others: Iterable<string>): GraphValue | undefined => {
    const value = known.get(name);
    if (value === undefined)
      problems.push(report('unknown-value', { name, known: [...known.keys(), ...others] }));
    return value;
  };
  const read: [string, GraphValue][] = values.map((name) => [name, valueOf(name, []) ?? 0]);
  const nudged: [string, GraphValue][] = [];
  const by: string[] = [];
  for (const name of gradients) {
    if (parameters.has(name)) {
      by.push(name);
      continue;
    }
    const value = valueOf(name, parameters);
    if (value === undefined) continue;
    if (graph.values[value]!.dtype !== 'float32') problems.push(report('no-gradient', { name }));
    else if (inputs.get(value) === name) by.push(name);
    else nudged.push([name, value]);
  }
  return problems.length > 0
    ? failure(...problems)
    : success({ values: Object.fromEntries(read), nudged: Object.fromEntries(nudged), by });
};
