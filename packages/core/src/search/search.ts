import { failure, type Outcome, type SearchPlan } from '@neurite/contract';
import { guarded, StorageFailure } from '../checkpoint/storage-failure.js';
import { report } from '../diagnostics.js';
import { createQueue } from '../train/queue.js';
import type { SearchEvent } from './events.js';
import type { SearchOptions } from './options.js';
import { runSearch } from './run-search.js';
import type { Searched } from './searched.js';

/** A search under way: what happens, and what comes of it. It begins when either is first asked for. */
export interface Searching extends AsyncIterable<SearchEvent> {
  readonly result: () => Promise<Outcome<Searched>>;
}

/**
 * Runs a search: trials are ordinary trainings, one after the other, and what they come to is recorded as they end.
 *
 * A trial that diverges is a result. The same plan makes the same trials on exact backends, also when it is killed at any moment and
 * resumed.
 *
 * @example
 * const plan = compilation.search('Tune');
 * const trial = (point) => compilation.trial('Tune', point);
 * for await (const event of search(plan.value, { catalog, backend, world, trial }))
 *   if (event.event === 'trial') console.log(event.point, event.scores);
 */
export const search = (plan: SearchPlan, options: SearchOptions): Searching => {
  const left = new AbortController();
  const signal = options.signal === undefined ? left.signal : AbortSignal.any([options.signal, left.signal]);
  const queue = createQueue<SearchEvent>(
    () => false,
    () => left.abort(),
  );
  let result: Promise<Outcome<Searched>> | undefined;
  const run = async (): Promise<Outcome<Searched>> => {
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
  const start = (): Promise<Outcome<Searched>> => (result ??= run());
  return {
    result: start,
    async *[Symbol.asyncIterator]() {
      // Whoever reads events sees the failure there; it must not also count as unhandled.
      start().catch(() => undefined);
      yield* queue;
    },
  };
};

/** Searches; a storage that fails is told of like any other outcome. */
const attempt = async (
  plan: SearchPlan,
  options: SearchOptions,
  emit: (event: SearchEvent) => void,
): Promise<Outcome<Searched>> => {
  const { storage } = options;
  try {
    return await runSearch(
      plan,
      storage === undefined ? options : { ...options, storage: guarded(storage) },
      emit,
    );
  } catch (error) {
    if (!(error instanceof StorageFailure)) throw error;
    return failure(report('file-unwritable', { file: error.file, reason: error.reason }));
  }
};
