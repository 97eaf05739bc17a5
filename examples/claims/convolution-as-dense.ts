import { maxPool } from '@neurite/layers';
import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import type { HostTensor } from '@neurite/contract';
import { outcomeOf, type Claim } from './support/claim.js';
import { figure } from './support/draw.js';
import { rowsOf } from './support/lab.js';
import { affine } from './support/matrices.js';
import { largestDifference, share } from './support/statistics.js';
import { percent, short } from './support/words.js';

const SIZE = 14;
const KERNEL = 3;
const EXAMPLES = 50;

interface Numbers {
  /** Of the matrix: weights, those that are 0, and different values among the others. */
  readonly weights: number;
  readonly zeros: number;
  readonly distinct: number;
  /** Numbers in the kernel of the convolution. */
  readonly kernel: number;
  /** The largest difference between the outputs of both, and the largest output. */
  readonly difference: number;
  readonly scale: number;
  /** What max pooling passes back of gradients of 1: at the maxima of the windows, and the largest elsewhere. */
  readonly atMaxima: readonly number[];
  readonly elsewhere: number;
  /** The same for a window whose two largest values are equal. */
  readonly tie: readonly number[];
}

/** The matrix [inputs, outputs] of a convolution with padding `same`: a kernel [3, 3, 1, filters] laid on every place of the image. */
const expanded = ({ shape, data }: HostTensor): HostTensor => {
  const filters = shape[3]!;
  const outputs = SIZE * SIZE * filters;
  const matrix = new Float32Array(SIZE * SIZE * outputs);
  const inside = (at: number): boolean => at >= 0 && at < SIZE;
  for (let row = 0; row < SIZE; row++)
    for (let column = 0; column < SIZE; column++)
      for (let u = 0; u < KERNEL; u++)
        for (let v = 0; v < KERNEL; v++) {
          const [i, j] = [row + u - 1, column + v - 1];
          if (!inside(i) || !inside(j)) continue;
          for (let filter = 0; filter < filters; filter++)
            matrix[(i * SIZE + j) * outputs + (row * SIZE + column) * filters + filter] =
              data[(u * KERNEL + v) * filters + filter]!;
        }
  return { dtype: 'float32', shape: [SIZE * SIZE, outputs], data: matrix };
};

/** The same bias for every place. */
const repeated = ({ data }: HostTensor): HostTensor => {
  const length = SIZE * SIZE * data.length;
  return {
    dtype: 'float32',
    shape: [length],
    data: Float32Array.from({ length }, (_, index) => data[index % data.length]!),
  };
};

/** The gradient of the sum of all pooled values by what is pooled. */
const pooledGradient = (x: tf.Tensor): Float32Array => {
  const pool = (value: tf.Tensor) => maxPool(value, { size: 2 }).y;
  return tf
    .grad(pool)(x, tf.onesLike(pool(x)))
    .dataSync() as Float32Array;
};

export const convolutionAsDense: Claim<Numbers> = {
  name: 'convolution-as-dense',
  says: 'A convolution is a dense layer with shared and zeroed weights; max pooling passes the gradient to the maximum, whole.',
  conditions: `A trained 3×3 convolution with four filters on ${EXAMPLES} digits of MNIST at 14×14, against a dense layer whose matrix its kernel was copied into.`,
  isQuick: true,
  measure: async (lab) => {
    tf.enableProdMode();
    const recipe = lab.recipe('convolution-as-dense.nn');
    const { weights } = await lab.train(recipe);
    const { values } = await lab.inspect(recipe, {
      weights,
      values: ['small', 'y'],
      part: 'test',
      examples: EXAMPLES,
      training: false,
    });
    const [kernel, bias] = ['y.conv.kernel', 'y.conv.bias'].map((path) => weights.get(path)!);
    const matrix = expanded(kernel!);
    const map = affine(matrix, repeated(bias!));
    const dense = rowsOf(values['small']!).flatMap((image) => [...map.apply(image)]);
    const y = values['y']!;
    // Random numbers are never equal: each window has one maximum.
    const window = tf.randomUniform([1, SIZE, SIZE, 1], 0, 1, 'float32', 7);
    const passed = pooledGradient(window);
    const pooled = maxPool(window, { size: 2 }).y.dataSync();
    const isMaximum = Array.from(window.dataSync(), (value, at) => {
      const [i, j] = [Math.floor(at / SIZE), at % SIZE];
      return value === pooled[Math.floor(i / 2) * (SIZE / 2) + Math.floor(j / 2)];
    });
    return {
      weights: matrix.data.length,
      zeros: share(matrix.data, (value) => value === 0),
      distinct: new Set(matrix.data.filter((value) => value !== 0)).size,
      kernel: kernel!.data.length,
      difference: largestDifference(y.data, dense),
      scale: Math.max(...Array.from(y.data, Math.abs)),
      atMaxima: [...new Set(passed.filter((_, at) => isMaximum[at]))],
      elsewhere: Math.max(...passed.filter((_, at) => !isMaximum[at])),
      tie: [...pooledGradient(tf.tensor4d([0.5, 0.9, 0.9, 0.1], [1, 2, 2, 1]))],
    };
  },
  judge: (numbers) => ({
    outcome: outcomeOf(
      numbers.difference < 1e-5 * numbers.scale,
      numbers.distinct === numbers.kernel,
      numbers.atMaxima.length === 1 && numbers.atMaxima[0] === 1,
      numbers.elsewhere === 0,
    ),
    sentence:
      `Of the ${numbers.weights.toLocaleString('en')} weights of the dense layer ${percent(numbers.zeros)} are zero, and the others hold ${numbers.distinct} different values: the ${numbers.kernel} of the kernel. Outputs of up to ${short(numbers.scale)} differ by ${short(numbers.difference)} at most. ` +
      `Max pooling passes back ${numbers.atMaxima.map(short).join(', ')} at the maximum of each window and ${short(numbers.elsewhere)} elsewhere; of two equal maxima the first gets all: [${numbers.tie.join(', ')}].`,
  }),
  table: (numbers) => ({
    head: ['', 'dense layer', 'convolution'],
    rows: [
      ['weights', numbers.weights.toLocaleString('en'), String(numbers.kernel)],
      ['that are zero', percent(numbers.zeros), '–'],
      ['different values that are not', String(numbers.distinct), String(numbers.kernel)],
      ['largest difference of outputs', short(numbers.difference), '–'],
    ],
  }),
  draw: (numbers) =>
    figure('A convolution is a dense layer', 'a 3×3 convolution of a 14×14 image, written out as a matrix', {
      title: 'how many numbers',
      xLabel: '',
      logarithmic: true,
      format: (value) => Math.round(value).toLocaleString('en'),
      categories: ['all weights', 'not zero', 'different'],
      series: [
        {
          name: '',
          colour: '#2563eb',
          loose: true,
          points: [
            [0, numbers.weights],
            [1, Math.round(numbers.weights * (1 - numbers.zeros))],
            [2, numbers.distinct],
          ],
        },
      ],
    }),
};
