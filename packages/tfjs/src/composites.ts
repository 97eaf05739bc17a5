import type { GradientRule } from '@neurite/program';
import * as tf from '@tensorflow/tfjs-core';
import { alongRows, hasKernels } from './kernels/index.js';
import { choose, isOn } from './primitives/index.js';

/** A composite of one input and one output that tfjs has as a kernel, and the gradient of the whole. */
export interface NativeComposite {
  readonly run: (x: tf.Tensor) => tf.Tensor;
  readonly rule: GradientRule<'neg'>;
}

/** By the names that program/ops gives them. All others run operation by operation. */
const table: Readonly<Record<string, NativeComposite>> = {
  softmax: {
    run: (x) => (hasKernels() ? alongRows('softmax', [x]) : tf.softmax(x)),
    rule: {
      through: 'all',
      reads: 'outputs',
      pull: ({ outputs: [y], gradients: [g] }, { ops }) => [
        ops.mul(y!, ops.sub(g!, ops.sum(ops.mul(g!, y!), -1, true))),
      ],
    },
  },
  log_softmax: {
    run: (x) => (hasKernels() ? alongRows('log_softmax', [x]) : tf.logSoftmax(x)),
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
    run: (x) => (isOn('webgl') ? choose(tf.isNaN(x), x, tf.softplus(x)) : tf.softplus(x)),
    rule: {
      through: 'all',
      reads: 'inputs',
      pull: ({ inputs: [x], gradients: [g] }, { ops }) => [ops.mul(g!, ops.sigmoid(x!))],
    },
  },
};

export const nativeComposite = (name: string): NativeComposite | undefined =>
  Object.hasOwn(table, name) ? table[name] : undefined;
