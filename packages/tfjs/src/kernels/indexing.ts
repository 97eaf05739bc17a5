import { sizeOf } from '@neurite/contract';
import type { Tensor } from '@tensorflow/tfjs-core';
import { compute } from './host.js';
import { isFloat, type KernelPrimitives } from './kernel.js';
import { around } from './rows.js';

/** The bits of NaN, or of 0 where there is no NaN. */
const missing = (x: Tensor): number => (isFloat(x) ? 0x7fc00000 : 0);

export const indexPrimitives: KernelPrimitives<'gather' | 'scatter_add'> = {
  gather: ([x, indices], { axis }) => {
    if (x!.dtype === 'bool') return undefined;
    const sizes = [...around(x!.shape, [axis])!, indices!.size];
    const shape = x!.shape.toSpliced(axis, 1, ...indices!.shape);
    return compute([x!, indices!], shape, x!.dtype as 'float32', (kernels, from, to) =>
      kernels['gather']!(...sizes, missing(x!), ...from, to),
    );
  },
  scatter_add: ([indices, updates], { axis, size }) => {
    if (!isFloat(updates!)) return undefined;
    const { shape } = updates!;
    const [outer, inner] = [shape.slice(0, axis), shape.slice(axis + indices!.rank)];
    const sizes = [sizeOf(outer), size, sizeOf(inner), indices!.size];
    return compute([indices!, updates!], [...outer, size, ...inner], 'float32', (kernels, from, to) =>
      kernels['scatter_add']!(...sizes, ...from, to),
    );
  },
};

/** 1 at the index of each row, 0 elsewhere. */
export const oneHot = (indices: Tensor, classes: number): Tensor =>
  compute([indices], [...indices.shape, classes], 'float32', (kernels, [from], to) =>
    kernels['one_hot']!(indices.size, classes, from!, to),
  );
