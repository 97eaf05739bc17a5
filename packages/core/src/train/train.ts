import { failure, type Outcome, type Recipe } from '@neurite/contract';
import { guarded, StorageFailure } from '../checkpoint/storage-failure.js';
import { report } from '../diagnostics.js';
import { openSession, type Session } from '../session/session.js';
import type { Emit } from './context.js';
import { createQueue } from './queue.js';
import type { TrainEvent } from './events.js';
import type { TrainOptions } from './options.js';
import { runTraining } from './run.js';
import type { Trained } from './trained.js';

/** A training under way: what happens, and what comes of it. It begins when either is first asked for. */
export interface Training extends AsyncIterable<TrainEvent> {
  readonly result: () => Promise<Outcome<Trained>>;
}

/**
 * Trains a recipe.
 *
 * Events are for looking at: training never waits for whoever reads them, steps are sampled at most ten times a second, and nothing
 * that is read changes a bit of the weights. Leaving the loop early ends training, as `signal` does.
 *
 * Runs are bit-exact per build on exact backends, also when they are stopped at any moment and resumed.
 *
 * @example
 * for await (const event of train(recipe, { catalog, backend, world }))
 *   if (event.event === 'epoch') console.log(event.epoch, event.validation);
 */
export const train = (recipe: Recipe, options: TrainOptions): Training => {
  const left = new AbortController();
  const signal = options.signal === undefined ? left.signal : AbortSignal.any([options.signal, left.signal]);
  const queue = createQueue<TrainEvent>(
    (newer, older) => newer.event === 'step' && older.event === 'step',
    () => left.abort(),
  );
  let result: Promise<Outcome<Trained>> | undefined;
  const run = async (): Promise<Outcome<Trained>> => {
    try {
      const session = await openSession(options.backend, options.catalog);
      try {
        const outcome = await attempt(recipe, { ...options, signal }, session, queue.push);
        if (!outcome.ok && outcome.diagnostics.some(({ severity }) => severity === 'error'))
          queue.push({ event: 'failed', diagnostics: outcome.diagnostics });
        queue.end();
        return outcome;
      } finally {
        session.close();
      }
    } catch (error) {
      queue.fail(error);
      throw error;
    }
  };
  const start = (): Promise<Outcome<Trained>> => (result ??= run());
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
  recipe: Recipe,
  options: TrainOptions,
  session: Session,
  emit: Emit,
): Promise<Outcome<Trained>> => {
  const { storage } = options;
  try {
    return await runTraining(
      recipe,
      storage === undefined ? options : { ...options, storage: guarded(storage) },
      session,
      emit,
    );
  } catch (error) {
    if (!(error instanceof StorageFailure)) throw error;
    return failure(report('file-unwritable', { file: error.file, reason: error.reason }));
  }
};
