import type { Catalog, GraphValue, Program, Recipe } from '@neurite/contract';
import { sweep } from '../build/sweep.js';
import { gradientName } from '../differentiate/index.js';
import type { Recorder, Reference } from '../record/record.js';
import { declareTensors } from '../record/record-graph.js';
import { runGraph } from '../record/run-graph.js';
import type { Bindings } from '../record/index.js';
import { withGradients } from './assemble.js';
import { changeOutputs } from './link.js';
import { objectiveOf, recordObjective, requireValue, type Scene } from './objective.js';

/** An activation that a check-up looks at: `[batch, …, units]`. */
export interface WatchedActivation {
  readonly value: GraphValue;
  /** Where its outputs lie, if that is bounded on both sides. */
  readonly range?: readonly [low: number, high: number];
}

export interface CheckupOptions {
  readonly batch: number;
  readonly bindings?: Bindings;
  readonly activations: readonly WatchedActivation[];
  /** Parameters whose gradients are measured. */
  readonly parameters: readonly string[];
}

/** The output `[units]` with the largest |y| of each unit of an activation. */
export const peakName = (index: number): string => `peak:${index}`;

/** The output `[]` with the part of an activation's outputs that are within a hundredth of an end of its range. */
export const flatName = (index: number): string => `flat:${index}`;

const NEAR_THE_END = 0.98;

const observe = ({ range }: WatchedActivation, index: number, y: Reference, scene: Scene): void => {
  const { ops, output } = scene.environment.recorder;
  const axes = ops
    .shape(y)
    .slice(0, -1)
    .map((_, axis) => axis);
  output(peakName(index), 'finding', ops.max(ops.abs(y), axes));
  if (range === undefined) return;
  const [middle, half] = [(range[0] + range[1]) / 2, (range[1] - range[0]) / 2];
  const isFlat = ops.less(NEAR_THE_END * half, ops.abs(ops.sub(y, middle)));
  output(flatName(index), 'finding', ops.mean(ops.cast(isFlat, 'float32')));
};

/**
 * The program that tells how a network is: how far its activations go, and Σg² of the gradient of each parameter. It trains nothing:
 * neither parameters nor statistics come out of it.
 */
export const recordCheckup = (recipe: Recipe, catalog: Catalog, options: CheckupOptions): Program => {
  const { activations, parameters, ...sizes } = options;
  const { graph } = recipe;
  const resting = new Set(recipe.resting ?? recipe.frozen);
  const program = recordObjective(
    graph,
    catalog,
    { ...sizes, training: true, resting, held: new Set(graph.parameters.map(({ path }) => path)) },
    (recorder: Recorder, bindings) => declareTensors(recorder, graph, bindings),
    (scene) => {
      const run = runGraph(graph, scene.environment, scene.inputs);
      for (const [index, watched] of activations.entries())
        observe(watched, index, requireValue(run, watched.value, 'a check-up'), scene);
      return objectiveOf({ ...recipe, metrics: [] }, scene, run);
    },
  );
  return sweep(
    changeOutputs(withGradients(program, parameters), ({ port, value }, _find, { ops }) =>
      port.role === 'gradient' ? ops.sum(ops.square(value)) : value,
    ),
  );
};

/** The output with Σg² of a parameter's gradient. */
export const squaresName = gradientName;
