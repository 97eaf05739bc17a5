/** Events on their way from whoever makes them to whoever reads them, without the maker ever waiting. */
export interface EventQueue<T> extends AsyncIterable<T> {
  push(event: T): void;
  end(): void;
  fail(error: unknown): void;
}

/**
 * An unbounded queue in which a newer event may take the place of an older one that nobody has read yet: `replaces` says when.
 *
 * @param stopped is called when the reader goes away before the end.
 */
export const createQueue = <T>(
  replaces: (newer: T, older: T) => boolean,
  stopped: () => void,
): EventQueue<T> => {
  const events: T[] = [];
  let state: 'open' | 'ended' | { readonly error: unknown } = 'open';
  let wake: (() => void) | undefined;
  const signal = (): void => {
    wake?.();
    wake = undefined;
  };
  async function* read(): AsyncGenerator<T, void, void> {
    try {
      for (;;) {
        if (events.length > 0) yield events.shift()!;
        else if (state === 'ended') return;
        else if (state !== 'open') throw state.error;
        else await new Promise<void>((resolve) => (wake = resolve));
      }
    } finally {
      stopped();
    }
  }
  return {
    push: (event) => {
      const last = events.at(-1);
      if (last !== undefined && replaces(event, last)) events[events.length - 1] = event;
      else events.push(event);
      signal();
    },
    end: () => {
      if (state === 'open') state = 'ended';
      signal();
    },
    fail: (error) => {
      state = { error };
      signal();
    },
    [Symbol.asyncIterator]: read,
  };
};
