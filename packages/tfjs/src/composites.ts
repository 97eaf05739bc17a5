import type { GradientRule } from '@neurite/program';
import * as tf from '@tensorflow/tfjs-core';
import { alongRows, hasKernels, leakyRelu } from './kernels/index.js';
import { choose, fillingOf, isOn } from './primitives/index.js';
import { shadedLeakyRelu } from './shaders/index.js';

/** A composite of one output that runs as a whole, by a kernel of tfjs or of ours. */
export interface NativeComposite {
  /** Undefined where it does not after all. */
  readonly run: (inputs: readonly tf.Tensor[]) => tf.Tensor | undefined;
  /** The gradient of the whole; without it, the composite is one only where nobody asks for gradients. */
  readonly rule?: GradientRule<'neg'>;
}

/** By the names that program/ops and definitions give them. All others run operation by operation. */
const table: Readonly<Record<string, NativeComposite>> = {
  softmax: {
    run: ([x]) => (hasKernels() ? alongRows('softmax', [x!]) : tf.softmax(x!)),
    rule: {
      through: 'all',
      reads: 'outputs',
      pull: ({ outputs: [y], gradients: [g] }, { ops }) => [
        ops.mul(y!, ops.sub(g!, ops.sum(ops.mul(g!, y!), -1, true))),
      ],
    },
  },
  log_softmax: {
    run: ([x]) => (hasKernels() ? alongRows('log_softmax', [x!]) : tf.logSoftmax(x!)),
    rule: {
      through: 'all',
      reads: 'outputs',
      pull: ({ outputs: [y], gradients: [g] }, { ops }) => [
        ops.sub(g!, ops.mul(ops.exp(y!), ops.sum(g!, -1, true))),
      ],
    },
  },
  softplus: {
    // Its shader makes ∞ of NaN.
    run: ([x]) => (isOn('webgl') ? choose(tf.isNaN(x!), x!, tf.softplus(x!)) : tf.softplus(x!)),
    rule: {
      through: 'all',
      reads: 'inputs',
      pull: ({ inputs: [x], gradients: [g] }, { ops }) => [ops.mul(g!, ops.sigmoid(x!))],
    },
  },
  leaky_relu: {
    run: ([x, slope]) => {
      if (hasKernels()) return leakyRelu(x!, slope!);
      if (isOn('webgl')) return shadedLeakyRelu(x!, slope!);
      return choose(tf.greater(x!, 0), x!, tf.mul(x!, slope!));
    },
    rule: {
      through: [0],
      reads: 'inputs',
      pull: ({ inputs: [x, slope], gradients: [g] }, { ops }) => [
        ops.where(ops.greater(x!, 0), g!, ops.mul(g!, slope!)),
      ],
    },
  },
  batch_norm: {
    // One pass on a GPU. tfjs says the variance's term as a number.
    run: ([x, mean, variance, scale, shift, epsilon]) => {
      const term = isOn('webgl') && x!.rank <= 4 ? fillingOf(epsilon!) : undefined;
      if (term === undefined) return undefined;
      const [m, v, s, b] = [mean!, variance!, scale!, shift!].map((each) => each as tf.Tensor1D) as [
        tf.Tensor1D,
        tf.Tensor1D,
        tf.Tensor1D,
        tf.Tensor1D,
      ];
      return tf.batchNorm(x!, m, v, b, s, term);
    },
  },
};

export const nativeComposite = (name: string): NativeComposite | undefined =>
  Object.hasOwn(table, name) ? table[name] : undefined;
