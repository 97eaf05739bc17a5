import type { EnsemblePlan, Recipe } from '@neurite/contract';
import { underWay, type UnderWay } from '../train/under-way.js';
import type { Weights } from '../values/weights.js';
import type { Disagreement } from './disagreement.js';
import type { EnsembleEvent, JudgedParts, MemberRecord } from './events.js';
import { type EnsembleOptions, runEnsemble } from './run-ensemble.js';

/** What comes of an ensemble. */
export interface Ensemble {
  /** The recipe of the combined model: what it is judged by. */
  readonly recipe: Recipe;
  readonly weights: Weights;
  /** SHA-256 of all weights in path order. */
  readonly digest: string;
  readonly members: readonly MemberRecord[];
  readonly scores: JudgedParts;
  readonly disagreement: Disagreement;
  readonly seconds: number;
}

/** An ensemble under way: what happens, and what comes of it; undefined where it was interrupted. */
export type EnsembleTraining = UnderWay<EnsembleEvent, Ensemble | undefined>;

/**
 * Trains the members of an ensemble one after the other, each as an ordinary run, and combines them to one model.
 *
 * @example
 * const plan = compilation.ensemble('Five');
 * for await (const event of trainEnsemble(plan.value, { catalog, backend, world }))
 *   if (event.event === 'done') console.log(event.scores.test, event.disagreement);
 */
export const trainEnsemble = (plan: EnsemblePlan, options: EnsembleOptions): EnsembleTraining =>
  underWay<EnsembleEvent, Ensemble | undefined, EnsembleOptions>(options, (followed, emit) =>
    runEnsemble(plan, followed, emit),
  );
