import type {
  ActivationTraits,
  Catalog,
  Graph,
  GraphNode,
  LayerDefinition,
  LossDefinition,
  Recipe,
} from '@neurite/contract';
import { valuesOf } from '../lower/builder.js';

/** A loss of a recipe with the layer that its prediction comes from. */
export interface Pair {
  readonly node: GraphNode;
  readonly loss: LossDefinition;
  readonly prediction: number;
  readonly target: number | undefined;
  /** The layer that makes the prediction, seen through dropout and its like. */
  readonly maker: (LayerDefinition & { readonly activation?: ActivationTraits }) | undefined;
  readonly makerPath: string | undefined;
}

/** Every loss of a recipe with what it reads. */
export const pairsOf = ({ graph }: Recipe, catalog: Catalog): readonly Pair[] => {
  const makers = new Map<number, GraphNode>();
  for (const node of graph.nodes) for (const value of Object.values(node.outputs)) makers.set(value, node);
  return graph.nodes.flatMap((node): readonly Pair[] => {
    const loss = node.use.kind === 'loss' ? catalog.get('loss', node.use.name) : undefined;
    const [prediction, target] = valuesOf(node);
    return loss === undefined || prediction === undefined
      ? []
      : [{ node, loss, prediction, target, ...makerOf(graph, prediction, makers, catalog) }];
  });
};

const makerOf = (
  graph: Graph,
  value: number,
  makers: ReadonlyMap<number, GraphNode>,
  catalog: Catalog,
): Pick<Pair, 'maker' | 'makerPath'> => {
  const node = makers.get(value);
  const definition = node?.use.kind === 'layer' ? catalog.get('layer', node.use.name) : undefined;
  if (node === undefined || definition === undefined) return { maker: undefined, makerPath: undefined };
  const [before] = valuesOf(node);
  return definition.transparent === true && definition.activation === undefined && before !== undefined
    ? makerOf(graph, before, makers, catalog)
    : { maker: definition, makerPath: node.path };
};

/** Whether an activation gives numbers between 0 and 1. */
export const givesProbabilities = (activation: ActivationTraits | undefined): boolean =>
  activation !== undefined && /^[([]0, 1[)\]]$/u.test(activation.range);

/** Whether an activation makes the numbers along an axis add up, as softmax does. */
export const normalises = ({ options }: LayerDefinition): boolean =>
  Object.values(options).some((option) => option.type === 'axis');
