import { failure, OutOfMemory, type Diagnostic, type Outcome } from '@neurite/contract';
import type { Storage } from '../checkpoint/storage.js';
import { guarded, StorageFailure } from '../checkpoint/storage-failure.js';
import { report } from '../diagnostics.js';
import { outOfMemory } from '../session/out-of-memory.js';
import { createQueue } from './queue.js';

/** Something that takes long: what happens, and what comes of it. It begins when either is first asked for. */
export interface UnderWay<E, R> extends AsyncIterable<E> {
  readonly result: () => Promise<Outcome<R>>;
}

/** What of the options of a long run concerns how it is followed and kept. */
interface Followed {
  /** Ends the run; so does leaving the loop over its events. */
  readonly signal?: AbortSignal;
  readonly storage?: Storage;
}

/** Every kind of run ends with this event where its diagnostics are errors. */
interface Failed {
  readonly event: 'failed';
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * A run as events and a result. It never waits for whoever reads the events, of which a newer one may replace an older one that nobody
 * has read yet. A storage that fails, and memory that does not suffice, are told of like any other outcome.
 */
export const underWay = <E, R, O extends Followed>(
  options: O,
  run: (options: O, emit: (event: E | Failed) => void) => Promise<Outcome<R>>,
  replaces: (newer: E | Failed, older: E | Failed) => boolean = () => false,
): UnderWay<E | Failed, R> => {
  const left = new AbortController();
  const signal = options.signal === undefined ? left.signal : AbortSignal.any([options.signal, left.signal]);
  const storage = options.storage === undefined ? {} : { storage: guarded(options.storage) };
  const queue = createQueue<E | Failed>(replaces, () => left.abort());
  const attempt = async (): Promise<Outcome<R>> => {
    try {
      return await run({ ...options, ...storage, signal }, queue.push);
    } catch (error) {
      if (error instanceof OutOfMemory) return failure(outOfMemory(error));
      if (!(error instanceof StorageFailure)) throw error;
      return failure(report('file-unwritable', { file: error.file, reason: error.reason }));
    }
  };
  const follow = async (): Promise<Outcome<R>> => {
    try {
      const outcome = await attempt();
      // What was interrupted before it began has no result, and no error either.
      if (!outcome.ok && outcome.diagnostics.some(({ severity }) => severity === 'error'))
        queue.push({ event: 'failed', diagnostics: outcome.diagnostics });
      queue.end();
      return outcome;
    } catch (error) {
      queue.fail(error);
      throw error;
    }
  };
  let result: Promise<Outcome<R>> | undefined;
  const start = (): Promise<Outcome<R>> => (result ??= follow());
  return {
    result: start,
    async *[Symbol.asyncIterator]() {
      // Whoever reads events sees the failure there; it must not also count as unhandled.
      start().catch(() => undefined);
      yield* queue;
    },
  };
};
