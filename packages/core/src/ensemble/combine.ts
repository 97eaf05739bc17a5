import type {
  EnsemblePlan,
  Graph,
  GraphNode,
  GraphParameter,
  GraphType,
  GraphValue,
  Reading,
  Recipe,
  Use,
} from '@neurite/contract';
import type { Weights } from '../values/weights.js';

/** The path of a member's layer or parameter in the combined model. */
export const memberPath = (member: number, path: string): string => `member[${member}].${path}`;

interface Read {
  readonly value: GraphValue;
  readonly reading: Reading;
}

const needs = (node: GraphNode): readonly GraphValue[] => [
  ...Object.values(node.inputs).flat(),
  ...Object.values(node.computed ?? {}),
];

/** The nodes that some values are made by, directly or not. */
const makersOf = (graph: Graph, values: readonly GraphValue[]): ReadonlySet<GraphNode> => {
  const wanted = new Set(values);
  const makers = new Set<GraphNode>();
  for (const node of [...graph.nodes].reverse()) {
    if (!Object.values(node.outputs).some((value) => wanted.has(value))) continue;
    makers.add(node);
    for (const value of needs(node)) wanted.add(value);
  }
  return makers;
};

const mapped = <T, U>(table: Readonly<Record<string, T>>, change: (entry: T) => U): Record<string, U> =>
  Object.fromEntries(Object.entries(table).map(([key, entry]) => [key, change(entry)]));

/** A graph in which every value that is read of the model is the combination of what the members say. */
const combined = (
  graph: Graph,
  name: string,
  read: readonly Read[],
  { members, combination }: Pick<EnsemblePlan, 'members' | 'combination'>,
): { readonly graph: Graph; readonly numbers: ReadonlyMap<GraphValue, GraphValue> } => {
  const values: GraphType[] = [];
  const nodes: GraphNode[] = [];
  const parameters: GraphParameter[] = [];
  const parameterValues: Record<string, GraphValue> = {};
  const add = (value: GraphValue): GraphValue => values.push(graph.values[value]!) - 1;
  const shared = new Map(graph.inputs.map(({ value }) => [value, add(value)]));
  const place = (
    node: GraphNode,
    numbers: Map<GraphValue, GraphValue>,
    path: (own: string) => string,
  ): void => {
    const number = (value: GraphValue): GraphValue => numbers.get(value)!;
    const inputs = mapped(node.inputs, (value) =>
      typeof value === 'number' ? number(value) : value.map(number),
    );
    const computed = node.computed === undefined ? {} : { computed: mapped(node.computed, number) };
    const outputs = mapped(node.outputs, (value) => {
      const own = add(value);
      numbers.set(value, own);
      return own;
    });
    nodes.push({
      ...node,
      path: path(node.path),
      inputs,
      outputs,
      ...computed,
      parameters: mapped(node.parameters, path),
      state: mapped(node.state, path),
    });
  };

  const makers = makersOf(
    graph,
    read.map(({ value }) => value),
  );
  const said = Array.from({ length: members }, (_, member) => {
    const path = (own: string): string => memberPath(member, own);
    const numbers = new Map(shared);
    for (const parameter of graph.parameters)
      parameters.push({
        ...parameter,
        path: path(parameter.path),
        ...(parameter.of === undefined ? {} : { of: path(parameter.of) }),
      });
    for (const [own, value] of Object.entries(graph.parameterValues)) {
      const number = add(value);
      numbers.set(value, number);
      parameterValues[path(own)] = number;
    }
    for (const node of makers.size === 0 ? [] : graph.nodes) if (makers.has(node)) place(node, numbers, path);
    return numbers;
  });

  // A weight that a loss reads is that of the first member.
  const numbers = new Map(said[0]!);
  for (const [index, { value, reading }] of read.entries()) {
    const own = add(value);
    nodes.push({
      path: `combination[${index}]`,
      use: useOf(combination, reading),
      inputs: { outputs: said.map((member) => member.get(value)!) },
      outputs: { y: own },
      parameters: {},
      state: {},
    });
    numbers.set(value, own);
  }
  for (const node of graph.nodes)
    if (!makers.has(node)) place(node, numbers, (own) => (isOwn(graph, own) ? memberPath(0, own) : own));
  const ports = ({ name: port, value, span }: Graph['outputs'][number]) => ({
    name: port,
    value: numbers.get(value)!,
    ...(span === undefined ? {} : { span }),
  });
  return {
    graph: {
      name,
      values,
      inputs: graph.inputs.map(ports),
      outputs: graph.outputs.map(ports),
      names: [...graph.inputs, ...graph.outputs].map(ports),
      nodes,
      parameters,
      parameterValues,
      ...(graph.span === undefined ? {} : { span: graph.span }),
    },
    numbers,
  };
};

const isOwn = (graph: Graph, path: string): boolean =>
  graph.parameters.some((parameter) => parameter.path === path);

/** What a combination combines travels with its options: the program is recorded from the graph alone. */
const useOf = (combination: Use, { reads, classes }: Reading): Use => ({
  ...combination,
  options: { ...combination.options, reads, classes },
});

/** The recipe of the combined model: what judges a member judges the ensemble. It is not for training. */
export const combinedRecipe = (plan: EnsemblePlan): Recipe => {
  const { recipe, readings, name } = plan;
  const judged = combined(recipe.graph, name, readings, plan);
  const readingOf = new Map(readings.map(({ value, reading }) => [value, reading]));
  const outputs = recipe.model.outputs.flatMap(({ name: output, value }) => {
    const same = recipe.graph.outputs.find((port) => port.name === output);
    const reading = same && readingOf.get(same.value);
    // An output that is an input is the same for all members.
    return reading === undefined ? [] : [{ value, reading }];
  });
  // The members are trained: what they started from, and in which phases, is no longer of interest.
  const rest = Object.fromEntries(
    Object.entries(recipe).filter(([key]) => key !== 'start' && key !== 'phases'),
  ) as Omit<Recipe, 'start' | 'phases'>;
  return {
    ...rest,
    name,
    model: combined(recipe.model, name, outputs, plan).graph,
    graph: judged.graph,
    losses: recipe.losses.map((term) => ({ ...term, value: judged.numbers.get(term.value)! })),
    metrics: recipe.metrics.map((term) => ({
      ...term,
      inputs: mapped(term.inputs, (value) => judged.numbers.get(value)!),
    })),
    regularizers: [],
    constraints: [],
    rates: {},
    frozen: [],
    ...(plan.span === undefined ? {} : { span: plan.span }),
  };
};

/** The weights of the combined model, from those of its members. */
export const combinedWeights = (members: readonly Weights[]): Weights =>
  new Map(
    members.flatMap((weights, member) =>
      [...weights].map(([path, tensor]) => [memberPath(member, path), tensor] as const),
    ),
  );
