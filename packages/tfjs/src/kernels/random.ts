import { sizeOf, type Shape } from '@neurite/contract';
import { threefry2x32 } from '@neurite/program';
import type { Tensor } from '@tensorflow/tfjs-core';
import { compute, numbersOf } from './host.js';

/** Uniform numbers for a counter [seed, step, microbatch, iteration]. */
export const uniform = (shape: Shape, stream: number, counter: ArrayLike<number>): Tensor => {
  const [key0, key1] = threefry2x32(counter[0]!, stream, counter[1]!, counter[2]!);
  return compute([], shape, 'float32', (kernels, _, to) =>
    kernels['uniform']!(sizeOf(shape), key0, key1, counter[3]!, to),
  );
};

/** The same numbers for a tensor that is not where kernels run; undefined where they do not run at all. */
export const uniformNumbers = (
  size: number,
  stream: number,
  counter: ArrayLike<number>,
): Float32Array | undefined => {
  const [key0, key1] = threefry2x32(counter[0]!, stream, counter[1]!, counter[2]!);
  return numbersOf(size, (kernels, to) => kernels['uniform']!(size, key0, key1, counter[3]!, to));
};
