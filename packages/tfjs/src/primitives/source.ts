import { sizeOf, type Shape, type TensorType } from '@neurite/contract';
import { fillUniform } from '@neurite/program';
import * as tf from '@tensorflow/tfjs-core';
import * as kernels from '../kernels/index.js';
import type { EagerPrimitives } from './eager-primitive.js';

/** A tensor of numbers that the host knows. */
export const hostTensor = ({ dtype, shape }: TensorType, valueAt: (index: number) => number): tf.Tensor => {
  const values = Array.from({ length: sizeOf(shape) }, (_, index) => valueAt(index));
  return tf.tensor(values, [...shape], dtype);
};

// Numbers that fill tensors, where they are known: reading them back would stall a GPU.
const fillings = new WeakMap<tf.Tensor, number>();
/** The number that a constant was filled with, as long as nobody has computed with it. */
export const fillingOf = (x: tf.Tensor): number | undefined => fillings.get(x);

/** Uniform numbers for a counter [seed, step, microbatch, iteration]: the bits that every backend of Neurite draws. */
export const uniform = (shape: Shape, stream: number, counter: ArrayLike<number>): tf.Tensor => {
  if (kernels.hasKernels()) return kernels.uniform(shape, stream, counter);
  const size = sizeOf(shape);
  const plainly = (): Float32Array => {
    const values = new Float32Array(size);
    fillUniform(values, stream, counter);
    return values;
  };
  return tf.tensor(kernels.uniformNumbers(size, stream, counter) ?? plainly(), [...shape], 'float32');
};

export const sourcePrimitives: EagerPrimitives<'constant' | 'iota' | 'uniform'> = {
  constant: (_, { type, data }) => {
    if (typeof data !== 'number') return hostTensor(type, (index) => data[index]!);
    const attributes = { shape: [...type.shape], value: data, dtype: type.dtype };
    const made = tf.engine().runKernel<tf.Tensor>(tf.Fill, {}, attributes);
    fillings.set(made, data);
    return made;
  },
  iota: (_, { type, axis }) => {
    const inner = sizeOf(type.shape.slice(axis + 1));
    return hostTensor(type, (index) => Math.floor(index / inner) % type.shape[axis]!);
  },
  uniform: ([counter], { shape, stream }) => uniform(shape, stream, counter!.dataSync()),
};
