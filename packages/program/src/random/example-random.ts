import type { HostRandom } from '@neurite/contract';
import { randomOf } from './host-random.js';
import { streamOf } from './stream.js';
import { threefry2x32 } from './threefry.js';

/**
 * Random numbers for one example in one epoch, keyed by seed and path: they do not depend on the batch that the example is in, nor on
 * what was drawn for others.
 *
 * @example exampleRandom(7, 'augment/image/random_flip')(epoch, row).uniform()
 */
export const exampleRandom = (seed: number, path: string): ((epoch: number, row: number) => HostRandom) => {
  const stream = streamOf(path);
  return (epoch, row) => randomOf(...threefry2x32(seed, stream, epoch, row));
};
