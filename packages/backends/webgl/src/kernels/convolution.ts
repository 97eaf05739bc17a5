import { geometry } from './convolution-geometry.js';
import { convolve, convolveInput, convolveKernel } from './direct-convolution.js';
import type { Kernels } from './kernel.js';
import { unfoldedConvolve, unfoldedConvolveInput, unfoldedConvolveKernel } from './unfolded-convolution.js';

export const convolutionKernels: Kernels<'conv' | 'conv_input' | 'conv_kernel'> = {
  conv: (attributes, [x, kernel], [y]) => {
    const g = geometry(attributes, x!.shape, kernel!.shape, y!.shape);
    return unfoldedConvolve(g) ?? convolve(g);
  },
  conv_input: (attributes, [gradient, kernel]) => {
    const g = geometry(attributes, attributes.shape, kernel!.shape, gradient!.shape);
    return unfoldedConvolveInput(g) ?? convolveInput(g);
  },
  conv_kernel: (attributes, [x, gradient]) => {
    const g = geometry(attributes, x!.shape, attributes.shape, gradient!.shape);
    return unfoldedConvolveKernel(g) ?? convolveKernel(g);
  },
};
