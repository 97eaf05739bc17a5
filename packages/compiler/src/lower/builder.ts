import type {
  Graph,
  GraphInput,
  GraphLoad,
  GraphNode,
  GraphParameter,
  GraphPort,
  GraphType,
  GraphValue,
  Span,
  Use,
} from '@neurite/contract';
import { type ValueType, toGraphType } from '../shapes/type.js';

/** A parameter before its initializer is chosen. */
export interface ParameterDraft {
  readonly path: string;
  readonly type: ValueType;
  readonly role: GraphParameter['role'];
  /** `auto` is decided when the whole graph is there, by the activation that follows. */
  readonly initializer: Use | 'auto';
  readonly because: string;
  readonly fanIn: GraphParameter['fanIn'];
  readonly fanOut: GraphParameter['fanOut'];
  readonly of?: string;
  readonly fitted?: GraphParameter['fitted'];
  readonly span?: Span;
}

/** A Graph in the making. The only thing that instantiation changes, beside diagnostics and counters. */
export interface GraphBuilder {
  readonly types: ValueType[];
  readonly inputs: GraphPort[];
  readonly nodes: GraphNode[];
  readonly parameters: Map<string, ParameterDraft>;
  readonly parameterValues: Map<string, GraphValue>;
  /** `load` statements, before it is known what they load. */
  readonly loads: LoadDraft[];
  /** Which whole numbers layers take, of values that they read. */
  readonly limits: (Required<GraphInput>['limit'] & { readonly value: GraphValue })[];
  /** Values that are read in place of others: parameters that loads have made one. */
  readonly same: Map<GraphValue, GraphValue>;
}

/** A `load` statement at the place in the model where it was met. */
export interface LoadDraft extends Pick<GraphLoad, 'file' | 'into' | 'mode'> {
  readonly renames: readonly Rename[];
  /** Of the target, and of the statement. */
  readonly at: Span;
  readonly span: Span;
}

/** `"features.*" on "stem.*"`: what of the target is called otherwise in the file. */
export interface Rename {
  readonly from: string;
  readonly on: string;
  readonly span: Span;
}

export const createBuilder = (): GraphBuilder => ({
  types: [],
  inputs: [],
  nodes: [],
  parameters: new Map(),
  parameterValues: new Map(),
  loads: [],
  limits: [],
  same: new Map(),
});

export const addValue = (builder: GraphBuilder, type: ValueType): GraphValue => builder.types.push(type) - 1;

export const addInput = (builder: GraphBuilder, name: string, type: ValueType, span?: Span): GraphValue => {
  const value = addValue(builder, type);
  builder.inputs.push({ name, value, ...(span === undefined ? {} : { span }) });
  return value;
};

/** Adds a node; gives the values of its outputs. */
export const addNode = (
  builder: GraphBuilder,
  node: Omit<GraphNode, 'outputs'>,
  outputs: Readonly<Record<string, ValueType>>,
): Readonly<Record<string, GraphValue>> => {
  const values = Object.fromEntries(
    Object.entries(outputs).map(([name, type]) => [name, addValue(builder, type)]),
  );
  builder.nodes.push({ ...node, outputs: values });
  return values;
};

/** What a node reads: its inputs, then the values that take the place of parameters. */
export const valuesOf = (node: GraphNode): readonly GraphValue[] => [
  ...Object.values(node.inputs).flat(),
  ...Object.values(node.computed ?? {}),
];

/** What of a builder becomes a Graph. */
export interface GraphParts {
  readonly name: string;
  readonly outputs: readonly GraphPort[];
  readonly names: readonly GraphPort[];
  /** Further values that must be kept: losses and what metrics read. */
  readonly keep?: readonly GraphValue[];
  readonly loads?: readonly GraphLoad[];
  readonly span?: Span;
}

/**
 * The Graph of the nodes that some output, or value to keep, needs. Values are numbered anew, in the order of the nodes;
 * inputs stay even where nothing reads them, because callers give them by name.
 */
export const buildGraph = (
  builder: GraphBuilder,
  parts: GraphParts,
  parameters: ReadonlyMap<string, GraphParameter>,
  options: { readonly inputs?: 'all' | 'used' } = {},
): { readonly graph: Graph; readonly numbers: ReadonlyMap<GraphValue, GraphValue> } => {
  const one = (value: GraphValue): GraphValue => builder.same.get(value) ?? value;
  const needed = new Set([...parts.outputs.map((port) => port.value), ...(parts.keep ?? [])].map(one));
  const kept: GraphNode[] = [];
  for (let index = builder.nodes.length - 1; index >= 0; index--) {
    const node = builder.nodes[index]!;
    if (!Object.values(node.outputs).some((value) => needed.has(value))) continue;
    kept.push(node);
    for (const value of valuesOf(node)) needed.add(one(value));
  }
  kept.reverse();
  const types: GraphType[] = [];
  const numbers = new Map<GraphValue, GraphValue>();
  const number = (given: GraphValue): GraphValue => {
    const value = one(given);
    const known = numbers.get(value);
    if (known !== undefined) return known;
    const next = types.push(toGraphType(builder.types[value]!)) - 1;
    numbers.set(value, next);
    return next;
  };
  const inputs = builder.inputs
    .filter((port) => options.inputs !== 'used' || needed.has(port.value))
    .map((port): GraphInput => {
      const [limit] = builder.limits
        .filter(({ value, of }) => value === port.value && kept.some(({ path }) => path === of))
        .sort((a, b) => a.below - b.below);
      return {
        ...port,
        value: number(port.value),
        ...(limit === undefined ? {} : { limit: { below: limit.below, of: limit.of } }),
      };
    });
  const parameterValues = [...builder.parameterValues].filter(([, value]) => needed.has(value));
  for (const [, value] of parameterValues) number(value);
  const nodes = kept.map((node) => ({
    ...node,
    inputs: mapValues(node.inputs, (value) =>
      typeof value === 'number' ? number(value) : value.map(number),
    ),
    ...(node.computed === undefined ? {} : { computed: mapValues(node.computed, number) }),
    outputs: mapValues(node.outputs, number),
  }));
  const paths = new Set([
    ...kept.flatMap((node) => [...Object.values(node.parameters), ...Object.values(node.state)]),
    ...parameterValues.map(([path]) => path),
  ]);
  const renumber = (ports: readonly GraphPort[]): readonly GraphPort[] =>
    ports
      .filter((port) => numbers.has(one(port.value)))
      .map((port) => ({ ...port, value: number(port.value) }));
  const loads = (parts.loads ?? [])
    .map((load) => ({
      ...load,
      tensors: Object.fromEntries(Object.entries(load.tensors).filter(([path]) => paths.has(path))),
    }))
    .filter(({ tensors }) => Object.keys(tensors).length > 0);
  const graph: Graph = {
    name: parts.name,
    values: types,
    inputs,
    outputs: renumber(parts.outputs),
    names: renumber(parts.names),
    nodes,
    parameters: [...parameters.values()].filter((parameter) => paths.has(parameter.path)),
    parameterValues: Object.fromEntries(parameterValues.map(([path, value]) => [path, numbers.get(value)!])),
    ...(loads.length === 0 ? {} : { loads }),
    ...(parts.span === undefined ? {} : { span: parts.span }),
  };
  return { graph, numbers };
};

const mapValues = <A, B>(
  record: Readonly<Record<string, A>>,
  map: (value: A) => B,
): Readonly<Record<string, B>> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
