import type { Tensor } from '@tensorflow/tfjs-core';
import { compute } from './host.js';
import { alongRows } from './rows.js';

interface Pulled {
  readonly inputs: readonly Tensor[];
  readonly outputs: readonly Tensor[];
  readonly gradients: readonly (Tensor | undefined)[];
}

/** Gradients of one input at once, where a rule writes several operations; by primitive or composite. */
export type Pulls = Readonly<Record<string, (call: Pulled) => Tensor>>;

export const kernelPulls: Pulls = {
  relu: ({ inputs: [x], gradients: [g] }) =>
    compute([x!, g!], x!.shape, 'float32', (kernels, from, to) =>
      kernels['relu_pull']!(x!.size, ...from, to),
    ),
  softmax: ({ outputs: [y], gradients: [g] }) => alongRows('softmax_pull', [y!, g!]),
  log_softmax: ({ outputs: [y], gradients: [g] }) => alongRows('log_softmax_pull', [y!, g!]),
};
