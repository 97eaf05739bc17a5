import type { Recipe } from '@neurite/contract';
import { inspect as inspectRecipe, type InspectOptions, type Inspection } from '@neurite/core';
import { resolveBackend, type BackendLike } from './backend.js';
import { valueOf } from './neurite-error.js';
import { defaultWorld } from '#files';
import { catalogOf } from './catalog-of.js';

type Options = Partial<Omit<InspectOptions, 'backend'>> & { readonly backend?: BackendLike };

/**
 * Looks inside a recipe's network: values for some examples of its data, and gradients of its loss by parameters, inputs and values.
 * Weights are those that training starts with, unless others are given.
 *
 * @throws NeuriteError where a name is unknown, or the data is at fault.
 * @example
 * const { values, gradients } = await inspect(recipe, { values: ['h1'], gradients: ['h1', 'h1.dense.kernel'], examples: 100 });
 */
export const inspect = async (recipe: Recipe, options: Options = {}): Promise<Inspection> =>
  valueOf(
    await inspectRecipe(recipe, {
      ...options,
      catalog: options.catalog ?? (await catalogOf(recipe)),
      world: options.world ?? defaultWorld(),
      backend: await resolveBackend(options.backend),
    }),
  );
