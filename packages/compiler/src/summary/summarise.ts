import {
  type Catalog,
  type Dimension,
  type Graph,
  type GraphNode,
  type GraphParameter,
  type GraphType,
  type LayerDefinition,
  frozenByLoads,
} from '@neurite/contract';
import { type Extent, symbol, termsOf } from '../extents/extent.js';
import { declaredExpression } from '../shapes/declaration.js';
import { evaluateShape } from '../shapes/evaluate.js';
import { isFailure, solveTypes } from '../shapes/solve.js';
import type { ValueType } from '../shapes/type.js';
import { isExtent } from '../shapes/value.js';

/** One layer of a summary. */
export interface LayerSummary {
  readonly path: string;
  readonly kind: string;
  /** Without the batch. */
  readonly output: readonly Dimension[];
  /** Numbers that are counted here; a shared layer counts at its first use. */
  readonly parameters: number;
  /** Multiply-adds for one example. Where they depend on a symbol, those that do not. */
  readonly macs: number;
  /** The initializer of its first weight, and why it was chosen. */
  readonly initializer: string | null;
}

/** What `nn summary` shows. */
export interface Summary {
  readonly model: string;
  readonly inputs: readonly {
    readonly name: string;
    readonly dtype: string;
    readonly shape: readonly Dimension[];
  }[];
  readonly outputs: readonly {
    readonly name: string;
    readonly dtype: string;
    readonly shape: readonly Dimension[];
  }[];
  readonly layers: readonly LayerSummary[];
  readonly parameters: {
    readonly trainable: number;
    readonly frozen: number;
    readonly buffers: number;
    readonly total: number;
  };
  readonly macs: number;
}

/** Layers that the compiler puts in to align batches: part of an operator, not of the model as it was written. */
const internal = new Set(['insert_axes', 'repeat_over_batch', 'constant']);

const inner = (type: GraphType): readonly Dimension[] =>
  type.shape[0] === 'batch' ? type.shape.slice(1) : type.shape;

const sizeOf = ({ type }: GraphParameter): number =>
  type.shape.reduce<number>((size, extent) => size * (typeof extent === 'number' ? extent : 1), 1);

/** Counts the layers, parameters and multiply-adds of a graph. `frozen` are paths that are not trained. */
export const summarise = (graph: Graph, catalog: Catalog, frozen = frozenByLoads(graph)): Summary => {
  const byPath = new Map(graph.parameters.map((parameter) => [parameter.path, parameter]));
  const counted = new Set<string>();
  const layers = graph.nodes.flatMap((node): readonly LayerSummary[] => {
    if (internal.has(node.use.name) && node.use.kind === 'layer') return [];
    const own = [...Object.values(node.parameters)].filter((path) => !counted.has(path));
    own.forEach((path) => counted.add(path));
    const [first] = Object.values(node.outputs);
    const parameters = own.map((path) => byPath.get(path)!);
    const [weight] = parameters;
    return [
      {
        path: node.path,
        kind: node.use.name,
        output: inner(graph.values[first!]!),
        parameters: parameters.reduce((sum, parameter) => sum + sizeOf(parameter), 0),
        macs: macsOf(graph, node, catalog),
        initializer: weight === undefined ? null : `${weight.initializer.name} (${weight.because})`,
      },
    ];
  });
  const sum = (parameters: readonly GraphParameter[]): number =>
    parameters.reduce((total, parameter) => total + sizeOf(parameter), 0);
  const learned = graph.parameters.filter(({ role }) => role === 'parameter');
  const still = learned.filter(({ path }) => frozen.includes(path));
  const buffers = sum(graph.parameters.filter(({ role }) => role === 'statistic'));
  const ports = (list: Graph['inputs']) =>
    list.map(({ name, value }) => ({
      name,
      dtype: graph.values[value]!.dtype,
      shape: inner(graph.values[value]!),
    }));
  return {
    model: graph.name,
    inputs: ports(graph.inputs),
    outputs: ports(graph.outputs),
    layers,
    parameters: {
      trainable: sum(learned) - sum(still),
      frozen: sum(still),
      buffers,
      total: sum(learned) + buffers,
    },
    macs: layers.reduce((total, layer) => total + layer.macs, 0),
  };
};

const valueType = ({ dtype, shape }: GraphType): ValueType => ({
  dtype,
  shape: shape.map((extent): Extent => {
    if (typeof extent === 'number') return extent;
    const value = evaluateShape(declaredExpression(extent), symbol);
    return isExtent(value) ? value : symbol(extent);
  }),
});

const macsOf = (graph: Graph, node: GraphNode, catalog: Catalog): number => {
  const definition = node.use.kind === 'layer' ? catalog.get('layer', node.use.name) : undefined;
  if (definition?.macs === undefined) return 0;
  const types = new Map(
    Object.entries(node.inputs).map(([name, value]) => [
      name,
      typeof value === 'number'
        ? valueType(graph.values[value]!)
        : value.map((item) => valueType(graph.values[item]!)),
    ]),
  );
  return countMacs(definition, node.use.options, types);
};

const countMacs = (
  definition: LayerDefinition,
  options: GraphNode['use']['options'],
  types: Parameters<typeof solveTypes>[2],
): number => {
  const solution = solveTypes(definition, options, types);
  if (isFailure(solution)) return 0;
  const value = evaluateShape(declaredExpression(definition.macs!), solution.lookup);
  if (!isExtent(value)) return 0;
  // For one example: the batch is 1.
  return termsOf(value).reduce(
    (total, { factors, coefficient }) =>
      total + (factors.every((factor) => factor === 'batch') ? coefficient : 0),
    0,
  );
};
