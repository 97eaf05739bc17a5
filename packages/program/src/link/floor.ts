import type { Catalog, Context, Program, Recipe } from '@neurite/contract';
import type { Bindings } from '../record/index.js';
import type { Reference } from '../record/record.js';
import { declareTensors } from '../record/record-graph.js';
import { runGraph } from '../record/run-graph.js';
import { withoutObjective } from './assemble.js';
import { recordObjective, requireValue, type Scene } from './objective.js';

/** The loss of a term where every prediction is the best one for its target; 0 where that is not known. */
const floorOfTerm = (
  { graph }: Recipe,
  catalog: Catalog,
  value: number,
  targetOf: (value: number) => Reference,
  { context, weight, environment }: Scene,
): Reference => {
  const { ops } = environment.recorder;
  const node = graph.nodes.find(({ outputs }) => Object.values(outputs).includes(value));
  const loss = node?.use.kind === 'loss' ? catalog.get('loss', node.use.name) : undefined;
  const target = node?.inputs['target'];
  if (node === undefined || loss?.bestPrediction === undefined || typeof target !== 'number')
    return ops.zeros(ops.shape(weight));
  const prediction = node.inputs['prediction'] as number;
  const classes = graph.values[prediction]!.shape.at(-1);
  const given = context(node.path, node.use.options as Context<Reference>['options']);
  const best = loss.bestPrediction(targetOf(target), typeof classes === 'number' ? classes : 1, given);
  return loss.apply({ prediction: best, target: targetOf(target) } as never, { ...given, weight });
};

/**
 * The program that tells how small the loss of some examples can become at all: with soft targets that is more than 0. It gives `loss`
 * and `weight`, as an evaluation does.
 */
export const recordFloor = (
  recipe: Recipe,
  catalog: Catalog,
  sizes: { readonly batch: number; readonly bindings?: Bindings },
): Program => {
  const { graph } = recipe;
  return withoutObjective(
    recordObjective(
      graph,
      catalog,
      { ...sizes, training: false },
      (recorder, bindings) => declareTensors(recorder, graph, bindings),
      (scene) => {
        const run = runGraph(graph, scene.environment, scene.inputs);
        const targetOf = (value: number) => requireValue(run, value, 'a floor');
        const losses = recipe.losses.map(({ name, value }) => [
          name,
          floorOfTerm(recipe, catalog, value, targetOf, scene),
        ]);
        return { losses: Object.fromEntries(losses), penalty: undefined, metrics: {} };
      },
    ),
  );
};
