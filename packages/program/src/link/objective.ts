import type { Catalog, Context, Graph, Program, Recipe } from '@neurite/contract';
import { dropUnusedInputs, isCounter, sweep } from '../build/sweep.js';
import { invariant } from '../invariant.js';
import type { Bindings } from '../record/index.js';
import { createRandomness } from '../record/randomness.js';
import { record, type Recorder, type Reference } from '../record/record.js';
import { counterType, declareInputs, declareTensors } from '../record/record-graph.js';
import { runGraph, type Environment, type GraphRun } from '../record/run-graph.js';

/** The name of the output that is differentiated; no path has such a name. */
export const objectiveName = '#objective';

/** What is being learned: per-example losses, penalties and metrics, over a graph that was run. */
export interface Objective {
  /** `[batch]` each, by name. */
  readonly losses: Readonly<Record<string, Reference>>;
  readonly penalty: Reference | undefined;
  /** Sums over the batch, by name: `accuracy/correct`. */
  readonly metrics: Readonly<Record<string, Reference>>;
}

export interface ObjectiveOptions {
  readonly batch: number;
  readonly bindings?: Bindings;
  readonly training: boolean;
  /** Paths of parameters whose layers run as in evaluation. */
  readonly resting?: ReadonlySet<string>;
  /** Paths of statistics that are not renewed. */
  readonly held?: ReadonlySet<string>;
  /** Layers without statistics run as in evaluation: dropout and noise are off, while batches are normalized as in training. */
  readonly noiseless?: boolean;
}

/** Everything that an objective may look at while it is being recorded. */
export interface Scene {
  readonly environment: Environment;
  /** The graph's inputs, by value. */
  readonly inputs: ReadonlyMap<number, Reference>;
  readonly weight: Reference;
  /** What plugins beside layers are given; `place` tells their random streams apart. */
  context(place: string, options: Context<Reference>['options']): Context<Reference>;
}

/**
 * Records Σwℓ of each loss term, Σw, the penalty and metrics as outputs of role `metric`, the renewed statistics, and the objective
 * Σwℓ / Σw + penalty. Examples of weight 0 count nowhere, whatever their loss: padding may hold anything.
 */
export const recordObjective = (
  graph: Graph,
  catalog: Catalog,
  { batch, bindings, training, resting, held, noiseless = false }: ObjectiveOptions,
  declare: (recorder: Recorder, bindings: Bindings) => Map<string, Reference>,
  build: (scene: Scene) => Objective,
): Program => {
  const bound = { ...bindings, batch };
  const program = record((recorder) => {
    const { ops, output, input } = recorder;
    const tensors = declare(recorder, bound);
    const inputs = declareInputs(recorder, graph, bound);
    const weight = input('weight', 'weight', { dtype: 'float32', shape: [batch] });
    const randomness = createRandomness(recorder, input('counter', 'counter', counterType));
    const environment: Environment = {
      recorder,
      catalog,
      bindings: bound,
      randomness,
      training,
      noiseless,
      tensors,
      weight,
      renewed: new Map(),
      uses: new Map(),
      ...(resting === undefined ? {} : { resting }),
    };
    const scene: Scene = {
      environment,
      inputs,
      weight,
      context: (place, options) => ({
        ops: randomness.ops,
        options,
        training,
        random: (name, shape) => randomness.draw(`${place}/${name}`, shape),
      }),
    };
    const { losses, penalty, metrics } = build(scene);

    const total = ops.sum(weight);
    const isCounted = ops.less(0, weight);
    const sums = Object.entries(losses).map(([name, loss]) => {
      const sum = ops.sum(ops.where(isCounted, ops.mul(weight, loss), 0));
      return { name, sum };
    });
    const sum = sums.map((term) => term.sum).reduce((a, b) => ops.add(a, b));
    const regularization = penalty ?? ops.zeros([]);
    output(objectiveName, 'metric', ops.add(ops.div(sum, total), regularization));
    for (const [path, statistic] of environment.renewed)
      if (held?.has(path) !== true) output(path, 'statistic', statistic);
    output('loss', 'metric', sum);
    for (const term of sums) output(`loss/${term.name}`, 'metric', term.sum);
    output('weight', 'metric', total);
    output('penalty', 'metric', regularization);
    for (const [name, metric] of Object.entries(metrics)) output(`metric/${name}`, 'metric', metric);
  });
  return dropUnusedInputs(sweep(program), isCounter);
};

/** The value of a graph that must have been made. */
export const requireValue = (run: GraphRun, value: number, what: string): Reference => {
  const found = run[value];
  invariant(found !== undefined, () => `${what} reads value ${value}, which no node makes`);
  return found;
};

const penaltyOf = (recipe: Recipe, { environment }: Scene): Reference | undefined => {
  const { recorder, catalog, tensors } = environment;
  const { ops } = recorder;
  const penalties = recipe.regularizers.flatMap(({ use, parameters }) => {
    const regularizer = catalog.get('regularizer', use.name);
    invariant(regularizer !== undefined, () => `the catalog has no regularizer "${use.name}"`);
    return parameters.map((path) =>
      recorder.origin({ path }, () =>
        regularizer.penalty(tensors.get(path)!, {
          ops,
          options: use.options as Context<Reference>['options'],
        }),
      ),
    );
  });
  return penalties.length === 0 ? undefined : penalties.reduce((a, b) => ops.add(a, b));
};

/** The losses, penalties and metrics of a recipe whose graph was run. */
export const objectiveOf = (recipe: Recipe, scene: Scene, run: GraphRun): Objective => {
  const { recorder, catalog } = scene.environment;
  const metrics = recipe.metrics.flatMap(({ name, use, inputs }) => {
    const metric = catalog.get('metric', use.name);
    invariant(metric !== undefined, () => `the catalog has no metric "${use.name}"`);
    const given = Object.fromEntries(
      Object.entries(inputs).map(([input, value]) => [input, requireValue(run, value, `metric ${name}`)]),
    ) as Readonly<Record<string, never>>;
    const context = scene.context(`metric/${name}`, use.options as Context<Reference>['options']);
    const sums = recorder.origin({ path: `metric/${name}` }, () =>
      metric.accumulate(given, { ...context, weight: scene.weight }),
    );
    return Object.entries(sums).map(([sum, value]) => [`${name}/${sum}`, value] as const);
  });
  return {
    losses: Object.fromEntries(
      recipe.losses.map(({ name, value }) => [name, requireValue(run, value, `loss ${name}`)]),
    ),
    penalty: penaltyOf(recipe, scene),
    metrics: Object.fromEntries(metrics),
  };
};

/** The program of a recipe's losses, penalties and metrics. */
export const recordRecipe = (recipe: Recipe, catalog: Catalog, options: ObjectiveOptions): Program => {
  const { graph } = recipe;
  const declare = (recorder: Recorder, bindings: Bindings) => declareTensors(recorder, graph, bindings);
  return recordObjective(graph, catalog, options, declare, (scene) =>
    objectiveOf(recipe, scene, runGraph(graph, scene.environment, scene.inputs)),
  );
};
