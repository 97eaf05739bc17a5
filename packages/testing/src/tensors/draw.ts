import { sizeOf, type HostTensor, type Shape } from '@neurite/contract';
import { flat } from './nested.js';

/** Tensors for tests: the same for the same seed, everywhere. */
export interface Draw {
  /** Uniform in [low, high), rounded to single precision, so that every backend starts from the same numbers. */
  floats(shape: Shape, low?: number, high?: number): HostTensor;
  /** Whole numbers in [low, high). */
  ints(shape: Shape, low: number, high: number): HostTensor;
  bools(shape: Shape): HostTensor;
}

/** A small generator for test data (mulberry32): independent of the streams that it helps to test. */
export const draw = (seed: number): Draw => {
  let state = seed | 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const list = (shape: Shape, each: () => number) => Array.from({ length: sizeOf(shape) }, each);
  return {
    floats: (shape, low = -1, high = 1) =>
      flat(
        shape,
        list(shape, () => Math.fround(low + (high - low) * next())),
      ),
    ints: (shape, low, high) =>
      flat(
        shape,
        list(shape, () => Math.floor(low + (high - low) * next())),
        'int32',
      ),
    bools: (shape) =>
      flat(
        shape,
        list(shape, () => Number(next() < 0.5)),
        'bool',
      ),
  };
};
