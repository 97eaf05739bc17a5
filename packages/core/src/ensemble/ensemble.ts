import { failure, type EnsemblePlan, type Outcome, type Recipe } from '@neurite/contract';
import { guarded, StorageFailure } from '../checkpoint/storage-failure.js';
import { report } from '../diagnostics.js';
import { createQueue } from '../train/queue.js';
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
export interface EnsembleTraining extends AsyncIterable<EnsembleEvent> {
  readonly result: () => Promise<Outcome<Ensemble | undefined>>;
}

/**
 * Trains the members of an ensemble one after the other, each as an ordinary run, and combines them to one model.
 *
 * @example
 * const plan = compilation.ensemble('Five');
 * for await (const event of trainEnsemble(plan.value, { catalog, backend, world }))
 *   if (event.event === 'done') console.log(event.scores.test, event.disagreement);
 */
export const trainEnsemble = (plan: EnsemblePlan, options: EnsembleOptions): EnsembleTraining => {
  const left = new AbortController();
  const signal = options.signal === undefined ? left.signal : AbortSignal.any([options.signal, left.signal]);
  const queue = createQueue<EnsembleEvent>(
    () => false,
    () => left.abort(),
  );
  let result: Promise<Outcome<Ensemble | undefined>> | undefined;
  const run = async (): Promise<Outcome<Ensemble | undefined>> => {
    try {
      const outcome = await attempt(plan, { ...options, signal }, queue.push);
      if (!outcome.ok) queue.push({ event: 'failed', diagnostics: outcome.diagnostics });
      queue.end();
      return outcome;
    } catch (error) {
      queue.fail(error);
      throw error;
    }
  };
  const start = (): Promise<Outcome<Ensemble | undefined>> => (result ??= run());
  return {
    result: start,
    async *[Symbol.asyncIterator]() {
      // Whoever reads events sees the failure there; it must not also count as unhandled.
      start().catch(() => undefined);
      yield* queue;
    },
  };
};

/** Trains; a storage that fails is told of like any other outcome. */
const attempt = async (
  plan: EnsemblePlan,
  options: EnsembleOptions,
  emit: (event: EnsembleEvent) => void,
): Promise<Outcome<Ensemble | undefined>> => {
  const { storage } = options;
  try {
    return await runEnsemble(
      plan,
      storage === undefined ? options : { ...options, storage: guarded(storage) },
      emit,
    );
  } catch (error) {
    if (!(error instanceof StorageFailure)) throw error;
    return failure(report('file-unwritable', { file: error.file, reason: error.reason }));
  }
};
