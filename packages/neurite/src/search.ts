import type { Compilation } from '@neurite/compiler';
import type { EnsemblePlan, Outcome } from '@neurite/contract';
import {
  search as runSearch,
  trainEnsemble as runEnsemble,
  type EnsembleOptions,
  type EnsembleTraining,
  type Searching,
  type SearchOptions,
} from '@neurite/core';
import { catalog } from '@neurite/standard/catalog';
import { resolveBackend, type BackendLike } from './backend.js';
import { defaultWorld } from '#files';

type Options<O extends { readonly backend: unknown }> = Partial<Omit<O, 'backend' | 'trial'>> & {
  readonly backend?: BackendLike;
};

/**
 * Runs a search of a compiled text, the only one where no name is given, with the standard catalog.
 *
 * @example
 * const searching = await search(compile(text), 'Tune');
 * if (searching.ok)
 *   for await (const event of searching.value) if (event.event === 'trial') console.log(event.point, event.scores);
 */
export const search = async (
  compilation: Compilation,
  name?: string,
  options: Options<SearchOptions> = {},
): Promise<Outcome<Searching>> => {
  const plan = compilation.search(name);
  if (!plan.ok) return plan;
  const searching = runSearch(plan.value, {
    catalog,
    ...options,
    trial: (point) => compilation.trial(plan.value.name, point),
    world: options.world ?? defaultWorld(),
    backend: await resolveBackend(options.backend),
  });
  return { ok: true, value: searching };
};

/**
 * Trains an ensemble with the standard catalog.
 *
 * @example
 * const training = await trainEnsemble(compile(text).ensemble().value);
 * for await (const event of training) if (event.event === 'member') console.log(event.member, event.scores);
 */
export const trainEnsemble = async (
  plan: EnsemblePlan,
  options: Options<EnsembleOptions> = {},
): Promise<EnsembleTraining> =>
  runEnsemble(plan, {
    catalog,
    ...options,
    world: options.world ?? defaultWorld(),
    backend: await resolveBackend(options.backend),
  });
