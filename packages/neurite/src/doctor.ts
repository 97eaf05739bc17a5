import type { Recipe } from '@neurite/contract';
import { doctor as examineRecipe, type DoctorOptions, type Examination } from '@neurite/core';
import { resolveBackend, type BackendLike } from './backend.js';
import { catalogOf } from './catalog-of.js';
import { valueOf } from './neurite-error.js';
import { defaultWorld } from '#files';

type Options = Partial<Omit<DoctorOptions, 'backend'>> & { readonly backend?: BackendLike };

/**
 * Examines a recipe before it is trained, with the standard catalog: the first loss with and without regularization, units and
 * gradients, a range of learning rates, the size of steps, and whether a few examples can be learned by heart. The result is plain
 * data, and nothing is written; see docs/babysitting.md.
 *
 * @throws NeuriteError where the data is at fault, or an option makes no sense.
 * @example
 * const { checks, rates } = await doctor(compile(text).recipe().value);
 * for (const { verdict, name, measured, advice } of checks) console.log(verdict, name, measured, advice);
 * console.log(rates?.suggested);
 */
export const doctor = async (recipe: Recipe, options: Options = {}): Promise<Examination> =>
  valueOf(
    await examineRecipe(recipe, {
      ...options,
      catalog: options.catalog ?? (await catalogOf(recipe)),
      world: options.world ?? defaultWorld(),
      backend: await resolveBackend(options.backend),
    }).result(),
  );
