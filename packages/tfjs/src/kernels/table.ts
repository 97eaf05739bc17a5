import type { Primitive } from '@neurite/contract';
import { elementwisePrimitives } from './elementwise.js';
import { indexPrimitives } from './indexing.js';
import type { KernelPrimitives } from './kernel.js';
import { rowPrimitives } from './rows.js';
import { windowPrimitives } from './windows.js';

/** The primitives that have kernels of ours. */
export const kernelPrimitives: Partial<KernelPrimitives<Primitive>> = {
  ...elementwisePrimitives,
  ...rowPrimitives,
  ...windowPrimitives,
  ...indexPrimitives,
};
