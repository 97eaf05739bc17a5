import { sizeOf, type Shape } from '@neurite/contract';
import { threefry2x32 } from '@neurite/program';
import type { Tensor } from '@tensorflow/tfjs-core';
import { compute } from './host.js';

/** Uniform numbers for a counter [seed, step, microbatch, iteration]. */
export const uniform = (shape: Shape, stream: number, counter: ArrayLike<number>): Tensor => {
  const [key0, key1] = threefry2x32(counter[0]!, stream, counter[1]!, counter[2]!);
  return compute([], shape, 'float32', (kernels, _, to) =>
    kernels['uniform']!(sizeOf(shape), key0, key1, counter[3]!, to),
  );
};
