import type { Catalog, Graph, GraphValue, HostTensor, Recipe } from '@neurite/contract';
import type { OutputSignature } from './artifact.js';

/** Names inside lists, as deep as what they are of. */
export type Names = string | readonly Names[];

/**
 * The names of the classes that outputs score, by output: those of the field that a loss or a metric compares with an output, or with
 * what an output is an activation of.
 */
export const outputClasses = (
  { graph, metrics }: Recipe,
  classes: Readonly<Record<string, readonly string[]>>,
  catalog: Catalog,
): Readonly<Record<string, readonly string[]>> => {
  const compared = [...graph.nodes.filter(({ use }) => use.kind === 'loss'), ...metrics].map(({ inputs }) =>
    Object.values(inputs),
  );
  const namesOf = (value: GraphValue): readonly string[] | undefined => {
    for (const [prediction, target] of compared) {
      const field = graph.inputs.find((port) => prediction === value && port.value === target);
      const names =
        field !== undefined && Object.hasOwn(classes, field.name) ? classes[field.name] : undefined;
      if (names?.length === graph.values[value]!.shape.at(-1)) return names;
    }
    const before = scoresOf(graph, value, catalog);
    return before === undefined ? undefined : namesOf(before);
  };
  return Object.fromEntries(
    graph.outputs.flatMap(({ name, value }) => {
      const names = namesOf(value);
      return names === undefined ? [] : [[name, names] as const];
    }),
  );
};

/** What a value is an activation of: probabilities have the classes of their scores. */
const scoresOf = ({ nodes, values }: Graph, value: GraphValue, catalog: Catalog): GraphValue | undefined => {
  const node = nodes.find(({ outputs }) => Object.values(outputs).includes(value));
  if (node?.use.kind !== 'layer' || catalog.get('layer', node.use.name)?.family !== 'activation')
    return undefined;
  const [input, ...others] = Object.values(node.inputs);
  return typeof input === 'number' &&
    others.length === 0 &&
    String(values[input]!.shape) === String(values[value]!.shape)
    ? input
    : undefined;
};

/** The name of the class with the highest score, for each output whose classes have names: one for each list of scores. */
export const classNames = (
  outputs: readonly OutputSignature[],
  prediction: Readonly<Record<string, HostTensor>>,
): Readonly<Record<string, Names>> =>
  Object.fromEntries(
    outputs.flatMap(({ name, classes }) => {
      const tensor = prediction[name];
      return classes === undefined || tensor === undefined ? [] : [[name, namesIn(tensor, classes)] as const];
    }),
  );

const namesIn = ({ shape, data }: HostTensor, classes: readonly string[]): Names => {
  let at = 0;
  const build = (axis: number): Names => {
    if (axis < shape.length - 1) return Array.from({ length: shape[axis]! }, () => build(axis + 1));
    const start = at;
    at += classes.length;
    let best = start;
    for (let index = start + 1; index < at; index++) if (data[index]! > data[best]!) best = index;
    return classes[best - start]!;
  };
  return build(0);
};
