import type { Op, Primitive, Program, TensorType } from '@neurite/contract';
import { conv, convInput, convKernel } from './convolution/index.js';
import { elementwise, fused } from './elementwise.js';
import { type Elementwise, lanesOf } from './elementwise-lanes.js';
import { gather, scatterAdd } from './indexing.js';
import type { Kernel, KernelOf } from './kernel.js';
import { broadcast, concat, copied, pad, reverse, slice, transpose } from './layout.js';
import { matmul } from './matmul.js';
import { uniform } from './random.js';
import { argmax, cumsum, topK } from './rank.js';
import { reduceMax, reduceSum } from './reduce.js';
import { windowPick, windowPlace, windowSpread, windowSum } from './windows.js';

/** What is not a kernel: sources that are written once when a program is prepared, and loops over bodies. */
export type Unkernelled = 'constant' | 'iota' | 'scan';

const elementwiseKernels = Object.fromEntries(
  Object.keys(lanesOf).map((primitive) => [primitive, elementwise(primitive as Elementwise)]),
) as { readonly [P in Elementwise]: KernelOf<P> };

/** The kernel of each primitive. */
export const kernels: { readonly [P in Exclude<Primitive, Unkernelled>]: KernelOf<P> } = {
  ...elementwiseKernels,
  uniform,
  reduce_sum: reduceSum,
  reduce_max: reduceMax,
  argmax,
  cumsum,
  top_k: topK,
  reshape: copied,
  stop_gradient: copied,
  transpose,
  broadcast,
  slice,
  pad,
  concat,
  reverse,
  gather,
  scatter_add: scatterAdd,
  matmul,
  conv,
  conv_input: convInput,
  conv_kernel: convKernel,
  window_sum: windowSum,
  window_spread: windowSpread,
  window_pick: windowPick,
  window_place: windowPlace,
  composite: fused,
};

/** The kernel of an operation of a program. */
export const kernelOf = (op: Op<Exclude<Primitive, Unkernelled>>, program: Program): Kernel => {
  const types = (values: readonly number[]): readonly TensorType[] =>
    values.map((value) => program.values[value]!);
  // The table is keyed by primitive, so the entry takes this very operation.
  return (kernels[op.primitive] as KernelOf<Primitive>)(op.attributes, types(op.inputs), types(op.outputs));
};
