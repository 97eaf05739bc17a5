import type { Catalog, EnsemblePlan, Graph, GraphNode, GraphValue, Reading, Recipe } from '@neurite/contract';
import { valuesOf } from '../lower/builder.js';

/** What no loss reads is a value like any other. */
const plain: Reading = { reads: 'values', classes: false };

/**
 * The nodes that judge a model: losses, and whatever depends on one or on a field that the model does not take. Everything else is
 * the model.
 */
export const judgesOf = ({ graph, model }: Pick<Recipe, 'graph' | 'model'>): ReadonlySet<GraphNode> => {
  const own = new Set(model.inputs.map(({ name }) => name));
  const judged = new Set(graph.inputs.filter(({ name }) => !own.has(name)).map(({ value }) => value));
  const judges = new Set<GraphNode>();
  for (const node of graph.nodes) {
    if (node.use.kind !== 'loss' && !valuesOf(node).some((value) => judged.has(value))) continue;
    judges.add(node);
    for (const value of Object.values(node.outputs)) judged.add(value);
  }
  return judges;
};

/** What members of an ensemble must agree on, in the order of the graph: what is read of the model, and as what. */
export const readingsOf = (recipe: Recipe, catalog: Catalog): EnsemblePlan['readings'] => {
  const { graph, metrics, losses } = recipe;
  const judges = judgesOf(recipe);
  const made = new Set(
    graph.nodes.filter((node) => !judges.has(node)).flatMap((node) => Object.values(node.outputs)),
  );
  const read = new Set<GraphValue>([
    ...graph.outputs.map(({ value }) => value),
    ...losses.map(({ value }) => value),
    ...metrics.flatMap(({ inputs }) => Object.values(inputs)),
    ...[...judges].flatMap(valuesOf),
  ]);
  return [...read]
    .filter((value) => made.has(value))
    .sort((a, b) => a - b)
    .map((value) => ({ value, reading: readingOf(graph, value, catalog) }));
};

const readingOf = (graph: Graph, value: GraphValue, catalog: Catalog): Reading => {
  for (const node of graph.nodes) {
    const definition = node.use.kind === 'loss' ? catalog.get('loss', node.use.name) : undefined;
    // The first input of a loss is the prediction.
    if (definition === undefined || valuesOf(node)[0] !== value) continue;
    return { reads: definition.reads, classes: definition.classes !== undefined };
  }
  return plain;
};
