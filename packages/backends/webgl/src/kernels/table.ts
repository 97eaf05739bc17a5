import type { Primitive } from '@neurite/contract';
import { argmax } from './argmax.js';
import { convolutionKernels } from './convolution.js';
import { cumsum } from './cumsum.js';
import { elementwiseKernels } from './elementwise.js';
import { indexKernels } from './indexing.js';
import type { Kernels } from './kernel.js';
import { layoutKernels } from './layout.js';
import { matmul } from './matmul.js';
import { reductionKernels } from './reduction.js';
import { topK } from './top-k.js';
import { windowKernels } from './windows.js';

/** Primitives that need more than textures: constants that stay, counters of the host, bodies. See prepare/. */
export type Structural = 'constant' | 'uniform' | 'scan' | 'composite';

export const kernels: Kernels<Exclude<Primitive, Structural>> = {
  ...elementwiseKernels,
  ...reductionKernels,
  argmax,
  cumsum,
  top_k: topK,
  ...layoutKernels,
  ...indexKernels,
  matmul,
  ...convolutionKernels,
  ...windowKernels,
};
