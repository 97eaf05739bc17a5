import type { HostRandom } from '@neurite/contract';
import { cosineAndSine, log } from './elementary.js';
import { streamOf } from './stream.js';
import { threefry2x32 } from './threefry.js';

/**
 * Random numbers on the host, keyed by seed and path: the same on every engine, whatever else is drawn.
 * Normal numbers come in pairs by the method of Box and Muller (1958).
 *
 * @example hostRandom(7, 'hidden.kernel').normal()
 */
export const hostRandom = (seed: number, path: string): HostRandom => randomOf(seed, streamOf(path));

/** The random numbers behind a key of two words. */
export const randomOf = (key0: number, key1: number): HostRandom => {
  let drawn = 0;
  let spare: number | undefined;

  const uniform = (): number => {
    // The high word of the counter: more than 2³² numbers are drawn from no stream in practice, but none would repeat.
    const [high, low] = threefry2x32(key0, key1, drawn, Math.floor(drawn / 2 ** 32));
    drawn++;
    return ((high >>> 5) * 2 ** 26 + (low >>> 6)) * 2 ** -53;
  };
  return {
    uniform,
    normal: () => {
      if (spare !== undefined) {
        const second = spare;
        spare = undefined;
        return second;
      }
      // 1 − u is never 0.
      const radius = Math.sqrt(-2 * log(1 - uniform()));
      const [c, s] = cosineAndSine(uniform());
      spare = radius * s;
      return radius * c;
    },
    integer: (bound) => Math.floor(uniform() * bound),
  };
};
