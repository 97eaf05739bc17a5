import type { GradientRule } from '@neurite/program';
import * as tf from '@tensorflow/tfjs-core';
import { alongRows, hasKernels, leakyRelu } from './kernels/index.js';
import { choose, fillingOf, isOn } from './primitives/index.js';
import { shadedLeakyRelu } from './shaders/index.js';

/** A composite of one output that runs as a whole, by a kernel of tfjs or of ours, and the gradient of the whole. */
export interface NativeComposite {
  /** Whether it does for these inputs, where tfjs runs; always, where this is missing. */
  readonly takes?: (inputs: readonly tf.Tensor[]) => boolean;
  readonly run: (inputs: readonly tf.Tensor[]) => tf.Tensor;
  readonly rule: GradientRule<'neg'>;
}

type Channels = tf.Tensor1D;

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
    // One pass on a GPU, to which tfjs says the variance's term as a number.
    takes: ([x, , , , , epsilon]) => isOn('webgl') && x!.rank <= 4 && fillingOf(epsilon!) !== undefined,
    run: ([x, mean, variance, scale, shift, epsilon]) => {
      const [m, v, s, b] = [mean, variance, scale, shift] as [Channels, Channels, Channels, Channels];
      return tf.batchNorm(x!, m, v, b, s, fillingOf(epsilon!));
    },
    rule: {
      through: [0, 1, 2, 3, 4],
      reads: 'inputs',
      pull: ({ inputs: [x, mean, variance, scale, , epsilon], gradients: [g], wanted }, { ops }) => {
        const axes = ops
          .shape(x!)
          .slice(1)
          .map((_, axis) => axis);
        const inverse = ops.rsqrt(ops.add(variance!, epsilon!));
        const factor = ops.mul(scale!, inverse);
        const total = ops.sum(g!, axes);
        const spread = wanted[2]! || wanted[3]! ? ops.sum(ops.mul(g!, ops.sub(x!, mean!)), axes) : total;
        return [
          wanted[0] ? ops.mul(g!, factor) : undefined,
          wanted[1] ? ops.neg(ops.mul(total, factor)) : undefined,
          // Of 1/√(σ² + ε): −½ of its cube.
          wanted[2] ? ops.mul(ops.mul(spread, factor), ops.mul(ops.square(inverse), -0.5)) : undefined,
          wanted[3] ? ops.mul(spread, inverse) : undefined,
          wanted[4] ? total : undefined,
        ];
      },
    },
  },
};

export const nativeComposite = (name: string): NativeComposite | undefined =>
  Object.hasOwn(table, name) ? table[name] : undefined;
