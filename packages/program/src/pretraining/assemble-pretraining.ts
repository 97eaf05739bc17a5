import {
  frozenByLoads,
  type Catalog,
  type Context,
  type Diagnostic,
  type GraphParameter,
  type PretrainRecipe,
  type Program,
} from '@neurite/contract';
import { dropUnusedInputs, isCounter, sweep } from '../build/sweep.js';
import { invariant } from '../invariant.js';
import { linkStep, withGradients, withoutObjective, type AssembleOptions } from '../link/assemble.js';
import { recordObjective, requireValue } from '../link/objective.js';
import { recordUpdate } from '../link/update.js';
import { resolveType } from '../record/dimension.js';
import { record, type Reference } from '../record/record.js';
import { declareInputs } from '../record/record-graph.js';
import { runGraph } from '../record/run-graph.js';
import { stageFunctions } from './functions.js';
import { mirrorOf, mirrorTypes } from './mirror.js';
import { nodesTowards, pathsOf } from './stage.js';
import { declareSome, runSilently } from './transpose.js';

/** The programs of one stage of pretraining, not yet optimised for a backend; ports as in link/README.md. */
export interface PretrainingAssembly {
  readonly gradients: Program;
  readonly update: Program;
  readonly step: Program;
  /** From the graph's inputs to the code of this stage, an output of the stage's name. */
  readonly encode: Program;
  readonly evaluate: Program;
  /** Parameters that the decoder adds to the graph's: `decode/<path>`. */
  readonly decoders: readonly GraphParameter[];
}

/** What keeps the stages of a pretraining recipe from being decoded: nothing, for recipes that can be assembled. */
export const checkPretraining = (
  recipe: PretrainRecipe,
  catalog: Catalog,
  { batch, bindings }: AssembleOptions,
): readonly Diagnostic[] =>
  recipe.stages.flatMap((_, index) => {
    const mirror = mirrorOf(recipe, index, catalog, { ...bindings, batch });
    return 'code' in mirror ? [mirror] : [];
  });

/**
 * The programs of one stage of greedy pretraining. What comes before the stage is run in evaluation and not trained; the stage and
 * its decoder are trained by the method's objective.
 *
 * @throws Error where `checkPretraining` has something to say.
 */
export const assemblePretraining = (
  recipe: PretrainRecipe,
  index: number,
  catalog: Catalog,
  { batch, bindings }: AssembleOptions,
): PretrainingAssembly => {
  const { graph } = recipe;
  const stage = recipe.stages[index];
  invariant(stage !== undefined, () => `pretraining "${recipe.name}" has no stage ${index}`);
  const method = catalog.get('pretraining', recipe.method.name);
  invariant(method !== undefined, () => `the catalog has no pretraining method "${recipe.method.name}"`);
  const bound = { ...bindings, batch };
  const mirror = mirrorOf(recipe, index, catalog, bound);
  if ('code' in mirror) throw new Error(mirror.message);

  const before = nodesTowards(graph, stage.input);
  const inside = nodesTowards(graph, stage.code, [stage.input]);
  const paths = pathsOf(graph, [...before, ...inside]);
  const trained = pathsOf(graph, inside);
  const still = new Set(frozenByLoads(graph));
  const stageParameters = graph.parameters
    .filter(({ path, role }) => role === 'parameter' && trained.has(path) && !still.has(path))
    .map(({ path, type }) => ({ path, type: resolveType(type, bound) }));
  const parameters = [...stageParameters, ...mirrorTypes(mirror, bound)];

  const recordStage = (training: boolean): Program =>
    recordObjective(
      graph,
      catalog,
      { batch, training, resting: still, ...(bindings === undefined ? {} : { bindings }) },
      (recorder) => {
        const tensors = declareSome(recorder, graph, bound, paths);
        for (const { path, type } of mirrorTypes(mirror, bound))
          tensors.set(path, recorder.input(path, 'parameter', type));
        return tensors;
      },
      ({ environment, inputs, context }) => {
        const frozen = { ...environment, training: false };
        const run = runGraph(graph, frozen, inputs, before);
        const input = inputs.get(stage.input) ?? requireValue(run, stage.input, `stage ${stage.name}`);
        const functions = stageFunctions({ recipe, index, catalog, mirror, bindings: bound, environment });
        const place = `pretrain/${stage.name}`;
        const options = recipe.method.options as Context<Reference>['options'];
        const loss = environment.recorder.origin({ path: place }, () =>
          method.objective({ input, ...functions }, context(place, options)),
        );
        return { losses: { [stage.name]: loss }, penalty: undefined, metrics: {} };
      },
    );

  const encode = record((recorder) => {
    const tensors = declareSome(recorder, graph, bound, paths);
    const inputs = declareInputs(recorder, graph, bound);
    const run = runSilently(recorder, graph, catalog, bound, tensors, inputs, [...before, ...inside]);
    recorder.output(stage.name, 'output', requireValue(run, stage.code, `stage ${stage.name}`));
  });
  const gradients = withGradients(
    recordStage(true),
    parameters.map(({ path }) => path),
  );
  const update = recordUpdate(catalog, { parameters, optimizer: recipe.optimizer });
  return Object.freeze({
    gradients,
    update,
    step: linkStep(gradients, update),
    encode: dropUnusedInputs(sweep(encode), isCounter),
    evaluate: withoutObjective(recordStage(false)),
    decoders: mirror.parameters,
  });
};
