import { sizeOf, type Shape } from '@neurite/contract';
import type { Tensor } from '@tensorflow/tfjs-core';
import { compute } from './host.js';
import { isFloat, type KernelPrimitive, type KernelPrimitives } from './kernel.js';

/** Extents before, along and behind neighbouring axes; undefined where they are no neighbours. */
export const around = (shape: Shape, axes: Shape): readonly [number, number, number] | undefined => {
  const [first, last] = [Math.min(...axes), Math.max(...axes)];
  if (axes.length === 0 || last - first + 1 !== axes.length) return undefined;
  return [sizeOf(shape.slice(0, first)), sizeOf(shape.slice(first, last + 1)), sizeOf(shape.slice(last + 1))];
};

const reduction =
  (name: string): KernelPrimitive<'reduce_sum' | 'reduce_max'> =>
  ([x], { axes }) => {
    const parts = around(x!.shape, axes);
    if (!isFloat(x!) || x!.size === 0 || parts === undefined) return undefined;
    const shape = x!.shape.filter((_, axis) => !axes.includes(axis));
    return compute([x!], shape, 'float32', (kernels, [from], to) => kernels[name]!(...parts, from!, to));
  };

export const rowPrimitives: KernelPrimitives<'reduce_sum' | 'reduce_max'> = {
  reduce_sum: reduction('sum'),
  reduce_max: reduction('max'),
};

/** A kernel along the last axis of operands of one shape. */
export const alongRows = (name: string, operands: readonly Tensor[]): Tensor => {
  const { shape, size } = operands[0]!;
  const count = shape.at(-1)!;
  return compute(operands, shape, 'float32', (kernels, from, to) =>
    kernels[name]!(size / Math.max(1, count), count, ...from, to),
  );
};
