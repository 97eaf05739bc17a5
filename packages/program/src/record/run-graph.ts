import type { Catalog, Context, Graph, GraphNode, GraphValue, Origin, Reading } from '@neurite/contract';
import { invariant } from '../invariant.js';
import { resolveType, type Bindings } from './dimension.js';
import type { Randomness } from './randomness.js';
import type { Recorder, Reference } from './record.js';

/** What a graph is run on while a program is being recorded. */
export interface Environment {
  readonly recorder: Recorder;
  readonly catalog: Catalog;
  readonly randomness: Randomness;
  /** Numbers for the symbols of shapes, the batch among them. */
  readonly bindings: Bindings;
  readonly training: boolean;
  /** Whether layers without statistics run as in evaluation, even in training. */
  readonly noiseless?: boolean;
  /** Parameters and statistics by path. */
  readonly tensors: ReadonlyMap<string, Reference>;
  /** The weight of each example, for losses that compare examples; 1 where absent. */
  readonly weight?: Reference;
  /** Paths of parameters whose layers run as in evaluation. */
  readonly resting?: ReadonlySet<string>;
  /** Statistics that layers renewed, by path: later uses of a layer go on from there. */
  readonly renewed: Map<string, Reference>;
  /** How often each path was used: later uses draw random numbers of their own. */
  readonly uses: Map<string, number>;
  /** May put something in the place of a value as a node makes it. */
  readonly passing?: (value: GraphValue, reference: Reference) => Reference;
}

/** By `Graph.values`; undefined where no node that ran makes the value. */
export type GraphRun = readonly (Reference | undefined)[];

/** The arguments of a layer, as `InputsOf` has them for definitions whose inputs are not known. */
type Arguments = Readonly<Record<string, never>>;

export const originOf = (node: GraphNode): Origin => ({
  path: node.path,
  ...(node.span === undefined ? {} : { source: node.span.source, line: node.span.start.line }),
});

/**
 * A layer with state whose parameters are all at rest, its own and those that flow in, runs as in evaluation: it neither renews its statistics nor
 * depends on the batch.
 */
const isResting = (graph: Graph, node: GraphNode, resting: ReadonlySet<string> = new Set()): boolean => {
  const state = Object.values(node.state);
  const flowing = new Set(Object.values(node.inputs).flat());
  const parameters = [
    ...Object.values(node.parameters),
    ...Object.entries(graph.parameterValues).flatMap(([path, value]) => (flowing.has(value) ? [path] : [])),
  ];
  // Without parameters only its state can rest: a batch_norm without scale and shift, say.
  const paths = parameters.length > 0 ? parameters : state;
  return state.length > 0 && paths.every((path) => resting.has(path));
};

const hasState = ({ state }: GraphNode): boolean => Object.keys(state).length > 0;

interface Result {
  readonly outputs: Readonly<Record<string, Reference>>;
  readonly state?: Readonly<Record<string, Reference>>;
}

const applyNode = (
  graph: Graph,
  node: GraphNode,
  inputs: Arguments,
  computed: Readonly<Record<string, Reference>>,
  tensors: (table: Readonly<Record<string, string>>) => Readonly<Record<string, Reference>>,
  { catalog, bindings, weight }: Environment,
  context: Context<Reference>,
): Result => {
  const { kind, name } = node.use;
  const only = (x: Reference): Result => ({ outputs: { [Object.keys(node.outputs)[0]!]: x } });
  switch (kind) {
    case 'layer': {
      const layer = catalog.get('layer', name);
      invariant(layer !== undefined, () => `the catalog has no layer "${name}"`);
      return layer.apply(inputs, {
        ...context,
        parameters: { ...tensors(node.parameters), ...computed },
        state: tensors(node.state),
      });
    }
    case 'loss': {
      const loss = catalog.get('loss', name);
      invariant(loss !== undefined, () => `the catalog has no loss "${name}"`);
      const { ops } = context;
      const [prediction] = Object.values(inputs) as readonly Reference[];
      const weights = weight ?? ops.ones([ops.shape(prediction!)[0]!]);
      return only(loss.apply(inputs, { ...context, weight: weights }));
    }
    case 'transform': {
      const transform = catalog.get('transform', name);
      invariant(transform?.apply !== undefined, () => `the catalog has no tensor transform "${name}"`);
      const [x] = Object.values(inputs) as readonly Reference[];
      const { ops, options } = context;
      return only(
        transform.apply(x!, { ops, options, fitted: tensors({ ...node.parameters, ...node.state }) }),
      );
    }
    case 'initializer': {
      const initializer = catalog.get('initializer', name);
      invariant(initializer?.draw !== undefined, () => `the catalog has no initializer "${name}" that draws`);
      const { shape } = resolveType(graph.values[Object.values(node.outputs)[0]!]!, bindings);
      return only(initializer.draw(shape, context));
    }
    case 'combination': {
      const combination = catalog.get('combination', name);
      invariant(combination !== undefined, () => `the catalog has no combination "${name}"`);
      const { reads, classes } = context.options as unknown as Reading;
      const [outputs] = Object.values(inputs) as readonly (readonly Reference[])[];
      const { ops, options } = context;
      return only(combination.apply(outputs!, { ops, options, reading: { reads, classes } }));
    }
    default:
      throw new Error(`A graph has no nodes of kind ${kind}.`);
  }
};

/**
 * Runs nodes of a graph against a recorder, in order.
 *
 * @param given values of the graph that are known: its inputs, or those where a part of it begins.
 * @param nodes which nodes to run; all by default.
 */
export const runGraph = (
  graph: Graph,
  environment: Environment,
  given: ReadonlyMap<number, Reference>,
  nodes: readonly GraphNode[] = graph.nodes,
): GraphRun => {
  const { recorder, randomness, training, noiseless, resting, renewed, uses, passing } = environment;
  const values = new Array<Reference | undefined>(graph.values.length);
  const tensor = (path: string): Reference => {
    const found = renewed.get(path) ?? environment.tensors.get(path);
    invariant(found !== undefined, () => `there is no parameter "${path}"`);
    return found;
  };
  const valueOf = (index: number): Reference => {
    const found = values[index];
    invariant(found !== undefined, () => `value ${index} of graph "${graph.name}" is used before it is made`);
    return found;
  };

  for (const [path, value] of Object.entries(graph.parameterValues))
    values[value] = environment.tensors.get(path);
  for (const [value, reference] of given) values[value] = reference;

  for (const node of nodes) {
    const use = (uses.get(node.path) ?? 0) + 1;
    uses.set(node.path, use);
    const stream = use === 1 ? node.path : `${node.path}#${use}`;
    const inputs = Object.fromEntries(
      Object.entries(node.inputs).map(([name, value]) => [
        name,
        typeof value === 'number' ? valueOf(value) : value.map(valueOf),
      ]),
    ) as Arguments;
    const computed = Object.fromEntries(
      Object.entries(node.computed ?? {}).map(([name, value]) => [name, valueOf(value)]),
    );
    const origin = originOf(node);
    const context: Context<Reference> = {
      ops: randomness.ops,
      options: node.use.options as Context<Reference>['options'],
      training: training && !isResting(graph, node, resting) && (noiseless !== true || hasState(node)),
      random: (name, shape) => randomness.draw(`${stream}/${name}`, shape),
    };
    const tensors = (table: Readonly<Record<string, string>>) =>
      Object.fromEntries(Object.entries(table).map(([name, path]) => [name, tensor(path)]));
    const result = recorder.origin(origin, () => {
      try {
        return applyNode(graph, node, inputs, computed, tensors, environment, context);
      } catch (cause) {
        const place = origin.source === undefined ? '' : ` (${origin.source}:${origin.line})`;
        throw new Error(`${node.use.name} at ${node.path}${place}: ${(cause as Error).message}`, { cause });
      }
    });
    for (const [name, value] of Object.entries(node.outputs)) {
      const output = result.outputs[name];
      invariant(output !== undefined, () => `${node.use.name} at ${node.path} gives no output "${name}"`);
      values[value] = passing?.(value, output) ?? output;
    }
    for (const [name, path] of Object.entries(node.state)) {
      const state = result.state?.[name];
      if (context.training && state !== undefined) renewed.set(path, state);
    }
  }
  return values;
};
