import type { Recipe } from '@neurite/contract';
import { train as trainRecipe, type Training, type TrainOptions } from '@neurite/core';
import { resolveBackend, type BackendLike } from './backend.js';
import { defaultWorld } from '#files';
import { catalogOf } from './catalog-of.js';

type Options = Partial<Omit<TrainOptions, 'backend'>> & { readonly backend?: BackendLike };

/**
 * Trains a recipe with the standard catalog, on the fastest backend that is here unless one is named.
 *
 * @example
 * const training = await train(compile(text).recipe().value);
 * for await (const event of training) if (event.event === 'epoch') console.log(event.epoch, event.train);
 */
export const train = async (recipe: Recipe, options: Options = {}): Promise<Training> =>
  trainRecipe(recipe, {
    ...options,
    catalog: options.catalog ?? (await catalogOf(recipe)),
    world: options.world ?? defaultWorld(),
    backend: await resolveBackend(options.backend),
  });
