// One plugin of each family for eager use, and the same expression written in tfjs itself; both on the current backend of tfjs.
import { gelu, leakyRelu, relu, softmax } from '@neurite/activations';
import { conv2d, dense, embedding, lstm, maxPool, multiHeadAttention } from '@neurite/layers';
import { crossEntropy } from '@neurite/losses';
import { batchNorm, layerNorm } from '@neurite/normalizers';
import { dropout } from '@neurite/regularizers';
import type * as Tfjs from '@tensorflow/tfjs-core';

type Tensor = Tfjs.Tensor;

/** A function of tensors in two versions, and tensors to call it with. */
export interface Comparison {
  readonly name: string;
  readonly shape: string;
  readonly inputs: readonly Tensor[];
  /** Both draw random numbers: their results differ. */
  readonly isRandom?: boolean;
  ours(...inputs: readonly Tensor[]): Tensor;
  theirs(...inputs: readonly Tensor[]): Tensor;
}

const mean = (tf: typeof Tfjs, x: Tensor) => tf.mean(x, -1, true);

export const comparisons = (tf: typeof Tfjs): readonly Comparison[] => {
  const draw = (...shape: number[]): Tensor => tf.randomNormal(shape, 0, 0.1, 'float32', 1);
  const [heads, channels, units, time] = [4, 128, 64, 20];
  const labels = tf.tensor1d(
    Array.from({ length: 256 }, (_, i) => (i * 7) % 100),
    'int32',
  );
  const statistics = { mean: draw(64), variance: tf.ones([64]) };

  const project = (x: Tensor, w: Tensor, b: Tensor): Tensor =>
    tf.add(tf.reshape(tf.matMul(tf.reshape(x, [-1, channels]), w), x.shape), b);
  const split = (x: Tensor): Tensor =>
    tf.transpose(tf.reshape(x, [x.shape[0]!, x.shape[1]!, heads, channels / heads]), [0, 2, 1, 3]);

  return [
    {
      name: 'elementwise: relu',
      shape: '[256, 1024]',
      inputs: [draw(256, 1024)],
      ours: (x) => relu(x!),
      theirs: (x) => tf.relu(x!),
    },
    {
      name: 'elementwise: leaky_relu',
      shape: '[256, 1024]',
      inputs: [draw(256, 1024)],
      ours: (x) => leakyRelu(x!, { slope: 0.2 }),
      theirs: (x) => tf.leakyRelu(x!, 0.2),
    },
    {
      name: 'softmax',
      shape: '[256, 512]',
      inputs: [draw(256, 512)],
      ours: (x) => softmax(x!),
      theirs: (x) => tf.softmax(x!),
    },
    {
      name: 'dense',
      shape: '[64, 256] → 128',
      inputs: [draw(64, 256), draw(256, 128), draw(128)],
      ours: (x, kernel, bias) => dense(x!, { kernel: kernel!, bias: bias! }),
      theirs: (x, kernel, bias) => tf.add(tf.matMul(x!, kernel!), bias!),
    },
    {
      name: 'normalizer: batch_norm, inference',
      shape: '[16, 28, 28, 64]',
      inputs: [draw(16, 28, 28, 64), draw(64), draw(64)],
      ours: (x, scale, shift) => batchNorm(x!, { scale: scale!, shift: shift!, ...statistics }).outputs.y,
      theirs: (x, scale, shift) =>
        tf.batchNorm(
          x!,
          statistics.mean as Tfjs.Tensor1D,
          statistics.variance as Tfjs.Tensor1D,
          shift as Tfjs.Tensor1D,
          scale as Tfjs.Tensor1D,
          1e-5,
        ),
    },
    {
      name: 'pooling: max_pool 2×2',
      shape: '[16, 28, 28, 32]',
      inputs: [draw(16, 28, 28, 32)],
      ours: (x) => maxPool(x!, { size: 2 }).y,
      theirs: (x) => tf.maxPool(x as Tfjs.Tensor4D, 2, 2, 'valid'),
    },
    {
      name: 'embedding',
      shape: '256 of [1000, 64]',
      inputs: [draw(1000, 64)],
      ours: (table) => embedding(labels, { table: table! }),
      theirs: (table) => tf.gather(table!, labels),
    },
    {
      name: 'regularizer: dropout',
      shape: '[256, 512]',
      inputs: [draw(256, 512)],
      isRandom: true,
      ours: (x) => dropout(x!, { rate: 0.5, key: 7 }),
      theirs: (x) => tf.dropout(x!, 0.5, undefined, 7),
    },
    {
      name: 'loss: cross_entropy of labels',
      shape: '[256, 100]',
      inputs: [draw(256, 100)],
      ours: (x) => crossEntropy(x!, labels),
      theirs: (x) =>
        tf.neg(tf.sum(tf.mul(tf.cast(tf.oneHot(labels, 100), 'float32'), tf.logSoftmax(x!)), -1)),
    },
    {
      name: 'elementwise: gelu',
      shape: '[256, 1024]',
      inputs: [draw(256, 1024)],
      ours: (x) => gelu(x!, { approximate: 'tanh' }),
      theirs: (x) => {
        const inner = tf.mul(Math.sqrt(2 / Math.PI), tf.add(x!, tf.mul(0.044715, tf.mul(x!, tf.square(x!)))));
        return tf.mul(tf.mul(0.5, x!), tf.add(1, tf.tanh(inner)));
      },
    },
    {
      name: 'normalizer: layer_norm',
      shape: '[256, 512]',
      inputs: [draw(256, 512), draw(512), draw(512)],
      ours: (x, scale, shift) => layerNorm(x!, { scale: scale!, shift: shift! }),
      theirs: (x, scale, shift) => {
        const centred = tf.sub(x!, mean(tf, x!));
        const variance = mean(tf, tf.square(centred));
        return tf.add(tf.mul(tf.mul(centred, tf.rsqrt(tf.add(variance, 1e-5))), scale!), shift!);
      },
    },
    {
      name: 'convolution: conv2d 3×3',
      shape: '[16, 28, 28, 16] → 32',
      inputs: [draw(16, 28, 28, 16), draw(3, 3, 16, 32), draw(32)],
      ours: (x, kernel, bias) => conv2d(x!, { kernel: kernel!, bias: bias! }),
      theirs: (x, kernel, bias) =>
        tf.add(tf.conv2d(x as Tfjs.Tensor4D, kernel as Tfjs.Tensor4D, 1, 'same'), bias!),
    },
    {
      name: 'recurrent: lstm',
      shape: `[16, ${time}, 64] → ${units}`,
      inputs: [draw(16, time, 64), draw(64, 4 * units), draw(units, 4 * units), draw(4 * units)],
      ours: (x, kernel, recurrent, bias) =>
        lstm(x!, { kernel: kernel!, recurrent: recurrent!, bias: bias! }).y,
      theirs: (x, kernel, recurrent, bias) => {
        const rows = tf.reshape(x!, [16 * time, 64]);
        const projected = tf.reshape(tf.add(tf.matMul(rows, kernel!), bias!), [16, time, 4 * units]);
        let [h, c]: [Tensor, Tensor] = [tf.zeros([16, units]), tf.zeros([16, units])];
        const outputs: Tensor[] = [];
        for (const input of tf.unstack(projected, 1)) {
          const [i, f, g, o] = tf.split(tf.add(input, tf.matMul(h, recurrent!)), 4, 1) as [
            Tensor,
            Tensor,
            Tensor,
            Tensor,
          ];
          c = tf.add(tf.mul(tf.sigmoid(f), c), tf.mul(tf.sigmoid(i), tf.tanh(g)));
          h = tf.mul(tf.sigmoid(o), tf.tanh(c));
          outputs.push(h);
        }
        return tf.stack(outputs, 1);
      },
    },
    {
      name: 'attention: multi_head_attention',
      shape: `[4, 64, ${channels}], ${heads} heads`,
      inputs: [
        draw(4, 64, channels),
        ...Array.from({ length: 4 }, () => [draw(channels, channels), draw(channels)]).flat(),
      ],
      ours: (x, query, queryBias, key, keyBias, value, valueBias, output, outputBias) =>
        multiHeadAttention(
          x!,
          {
            query: query!,
            query_bias: queryBias!,
            key: key!,
            key_bias: keyBias!,
            value: value!,
            value_bias: valueBias!,
            output: output!,
            output_bias: outputBias!,
          },
          { heads },
        ),
      theirs: (x, query, queryBias, key, keyBias, value, valueBias, output, outputBias) => {
        const q = split(project(x!, query!, queryBias!));
        const k = split(project(x!, key!, keyBias!));
        const v = split(project(x!, value!, valueBias!));
        const scores = tf.mul(tf.matMul(q, k, false, true), 1 / Math.sqrt(channels / heads));
        const mixed = tf.transpose(tf.matMul(tf.softmax(scores), v), [0, 2, 1, 3]);
        return project(tf.reshape(mixed, x!.shape), output!, outputBias!);
      },
    },
  ];
};
