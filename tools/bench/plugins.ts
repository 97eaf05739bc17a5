// One plugin of each family for eager use, and the same expression written in tfjs itself; both on the current backend of tfjs.
import { gelu } from '@neurite/activations';
import { conv2d, lstm, multiHeadAttention } from '@neurite/layers';
import { layerNorm } from '@neurite/normalizers';
import type * as Tfjs from '@tensorflow/tfjs-core';

type Tensor = Tfjs.Tensor;

/** A function of tensors in two versions, and tensors to call it with. */
export interface Comparison {
  readonly name: string;
  readonly shape: string;
  readonly inputs: readonly Tensor[];
  ours(...inputs: readonly Tensor[]): Tensor;
  theirs(...inputs: readonly Tensor[]): Tensor;
}

const mean = (tf: typeof Tfjs, x: Tensor) => tf.mean(x, -1, true);

export const comparisons = (tf: typeof Tfjs): readonly Comparison[] => {
  const draw = (...shape: number[]): Tensor => tf.randomNormal(shape, 0, 0.1, 'float32', 1);
  const [heads, channels, units, time] = [4, 128, 64, 20];

  const project = (x: Tensor, w: Tensor, b: Tensor): Tensor =>
    tf.add(tf.reshape(tf.matMul(tf.reshape(x, [-1, channels]), w), x.shape), b);
  const split = (x: Tensor): Tensor =>
    tf.transpose(tf.reshape(x, [x.shape[0]!, x.shape[1]!, heads, channels / heads]), [0, 2, 1, 3]);

  return [
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
