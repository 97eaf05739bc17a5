import type { Catalog, GraphValue, Program, Recipe } from '@neurite/contract';
import { differentiate } from '../differentiate/index.js';
import type { Bindings } from '../record/index.js';
import type { Recorder } from '../record/record.js';
import { declareTensors } from '../record/record-graph.js';
import { runGraph } from '../record/run-graph.js';
import { objectiveName, objectiveOf, recordObjective, requireValue } from './objective.js';

/** Values of a recipe's graph, by the names under which they are asked for. */
type Named = Readonly<Record<string, GraphValue>>;

export interface InspectionOptions {
  readonly batch: number;
  readonly bindings?: Bindings;
  readonly training: boolean;
  /** Values to give. */
  readonly values: Named;
  /** Values that nodes make, to give gradients by. */
  readonly nudged: Named;
  /** Parameters and inputs of the graph, to give gradients by. */
  readonly by: readonly string[];
}

/** The output that holds a value. */
export const valueName = (name: string): string => `value:${name}`;

/** The input that is added to a value, and is to be zero: the gradient by it is the gradient by the value. */
export const nudgeName = (name: string): string => `nudge:${name}`;

/**
 * The program that looks inside a recipe's network: its metrics, values inside of it (`value:<name>`), and gradients of the
 * objective by parameters, by inputs and by values inside of it.
 *
 * @example inspection(recipe, catalog, { batch: 32, training: true, values: { h1: 4 }, nudged: {}, by: ['h1.kernel'] })
 */
export const inspection = (recipe: Recipe, catalog: Catalog, options: InspectionOptions): Program => {
  const { values, nudged, by, ...more } = options;
  const { graph } = recipe;
  const nudges = new Map(Object.entries(nudged).map(([name, value]) => [value, name]));
  const program = recordObjective(
    graph,
    catalog,
    { ...more, resting: new Set(recipe.resting ?? recipe.frozen) },
    (recorder: Recorder, bindings) => declareTensors(recorder, graph, bindings),
    (scene) => {
      const { recorder } = scene.environment;
      const { ops, input, output } = recorder;
      const passing: NonNullable<typeof scene.environment.passing> = (value, reference) => {
        const name = nudges.get(value);
        if (name === undefined) return reference;
        const zero = input(nudgeName(name), 'batch', { dtype: 'float32', shape: ops.shape(reference) });
        return ops.add(reference, zero);
      };
      const run = runGraph(graph, { ...scene.environment, passing }, scene.inputs);
      for (const [name, value] of Object.entries(values))
        output(valueName(name), 'output', requireValue(run, value, name));
      return objectiveOf(recipe, scene, run);
    },
  );
  return differentiate(program, {
    of: objectiveName,
    by: [...by, ...Object.keys(nudged).map(nudgeName)],
    keep: program.outputs.map(({ name }) => name).filter((name) => name !== objectiveName),
  });
};
