import type { Catalog, Program, Recipe } from '@neurite/contract';
import { sweep } from '../build/sweep.js';
import { differentiate } from '../differentiate/index.js';
import { recordGraph, type Bindings } from '../record/index.js';
import { resolveType } from '../record/dimension.js';
import { accumulatedGradients, accumulatedUpdate } from './accumulate.js';
import { withAverages } from './average.js';
import { changeOutputs, link } from './link.js';
import { objectiveName, recordRecipe } from './objective.js';
import { recordUpdate } from './update.js';

export interface AssembleOptions {
  /** The extent of the batch axis. */
  readonly batch: number;
  /** Numbers for the other symbols of shapes. */
  readonly bindings?: Bindings;
  /** Trains without dropout and noise. */
  readonly noiseless?: boolean;
}

/** The programs of a recipe, not yet optimised for a backend. Ports are described in link/README.md. */
export interface Assembly {
  readonly gradients: Program;
  readonly update: Program;
  /** `gradients` and `update` in one. */
  readonly step: Program;
  /** Both for steps of several batches, where the recipe accumulates: see link/accumulate.ts. */
  readonly accumulated?: { readonly gradients: Program; readonly update: Program };
  readonly evaluate: Program;
  readonly predict: Program;
}

/** The names of a program's outputs that are no working values. */
const reported = (program: Program): readonly string[] =>
  program.outputs.map(({ name }) => name).filter((name) => name !== objectiveName);

/** The program with gradients of its objective by parameters; the objective itself is not reported. */
export const withGradients = (program: Program, by: readonly string[]): Program =>
  differentiate(program, { of: objectiveName, by, keep: reported(program) });

/** The program without the objective that is only there to be differentiated. */
export const withoutObjective = (program: Program): Program =>
  sweep({ ...program, outputs: program.outputs.filter(({ name }) => name !== objectiveName) });

/** Gradients and update in one; if the update is refused, statistics keep their old values too. */
export const linkStep = (gradients: Program, update: Program): Program =>
  changeOutputs(link(gradients, update), ({ port, value, before }, find, recorder) => {
    if (port.role !== 'statistic' || before === undefined) return value;
    recorder.donate(port.role, port.name);
    return recorder.ops.where(find('finding', 'ok'), value, before);
  });

/**
 * The programs that train, evaluate and use what a recipe describes.
 *
 * @example const { step } = assemble(recipe, catalog, { batch: recipe.batch })
 */
export const assemble = (
  recipe: Recipe,
  catalog: Catalog,
  { batch, bindings, noiseless = false }: AssembleOptions,
): Assembly => {
  const frozen = new Set(recipe.frozen);
  const resting = new Set(recipe.resting ?? recipe.frozen);
  const held = new Set(recipe.held);
  const sizes = { batch, ...(bindings === undefined ? {} : { bindings }) };
  const parameters = recipe.graph.parameters
    .filter(({ path, role }) => role === 'parameter' && !frozen.has(path))
    .map(({ path, type }) => ({ path, type: resolveType(type, { ...bindings, batch }) }));

  const gradients = withGradients(
    recordRecipe(recipe, catalog, { ...sizes, training: true, resting, held, noiseless }),
    parameters.map(({ path }) => path),
  );
  const update = recordUpdate(catalog, {
    parameters,
    optimizer: recipe.optimizer,
    rates: recipe.rates,
    constraints: recipe.constraints,
    ...(recipe.clip === undefined ? {} : { clip: recipe.clip }),
  });
  const averaged = (program: Program): Program =>
    recipe.average === undefined ? program : withAverages(program);
  return Object.freeze({
    gradients,
    update,
    step: averaged(linkStep(gradients, update)),
    ...(recipe.accumulate === undefined
      ? {}
      : {
          accumulated: {
            gradients: accumulatedGradients(gradients),
            update: averaged(accumulatedUpdate(gradients, update)),
          },
        }),
    evaluate: withoutObjective(recordRecipe(recipe, catalog, { ...sizes, training: false })),
    predict: recordGraph(recipe.model, catalog, { ...sizes, training: false }),
  });
};
