/** The time in milliseconds, from any beginning. */
export type Clock = () => number;

const turn = (): Promise<void> =>
  new Promise((resolve) => {
    if (typeof setImmediate === 'function') setImmediate(resolve);
    else setTimeout(resolve, 0);
  });

/**
 * Lets the event loop turn (signals, a page that paints) when `every` milliseconds have passed since it last did; otherwise returns
 * at once. Doing so at every step would cost more than a small step does.
 */
export const createPause = (clock: Clock, every: number): (() => Promise<void> | undefined) => {
  let last = clock();
  return () => {
    if (clock() - last < every) return undefined;
    return turn().then(() => {
      last = clock();
    });
  };
};
