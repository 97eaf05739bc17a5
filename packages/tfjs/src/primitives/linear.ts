import { sizeOf, type Convolution, type Shape } from '@neurite/contract';
import { broadcastShapes, windowExtents } from '@neurite/program';
import * as tf from '@tensorflow/tfjs-core';
import type { EagerPrimitives } from './eager-primitive.js';
import { isOn } from './is-on.js';
import { isPlanar, planarConv, planarConvInput, planarConvKernel } from './planar.js';
import { placesOf, positionsOf, unfold, type Sliding } from './unfold.js';

/** Leading axes as in the result: tfjs multiplies batches of equal shape, and not everywhere others. */
const grown = (x: tf.Tensor, lead: Shape): tf.Tensor =>
  x.shape.slice(0, -2).every((extent, axis) => extent === lead[axis])
    ? x
    : tf.broadcastTo(x, [...lead, ...x.shape.slice(-2)]);

/** tfjs's WebAssembly kernel multiplies transposed operands ten times as slowly as it transposes and multiplies. */
const turned = (x: tf.Tensor, isTransposed: boolean): { readonly x: tf.Tensor; readonly flag: boolean } => {
  if (!isTransposed || !isOn('wasm')) return { x, flag: isTransposed };
  const axes = x.shape.map((_, axis) => axis);
  return { x: tf.transpose(x, [...axes.slice(0, -2), axes.length - 1, axes.length - 2]), flag: false };
};

const slidingOf = (x: Shape, kernel: Shape, convolution: Convolution): Sliding => {
  const size = kernel.slice(0, -2);
  const input = x.slice(1, -1);
  return { ...convolution, size, input, output: windowExtents(input, { size, ...convolution }) };
};

/** Splits the last axis into `groups` parts and joins what `each` makes of them. */
const grouped = (
  groups: number,
  operands: readonly tf.Tensor[],
  each: (...parts: readonly tf.Tensor[]) => tf.Tensor,
  axis: number,
): tf.Tensor => {
  if (groups === 1) return each(...operands);
  const parts = operands.map((x) => tf.split(x, groups, x.rank - 1));
  return tf.concat(
    Array.from({ length: groups }, (_, group) => each(...parts.map((list) => list[group]!))),
    axis,
  );
};

/** Windows of x as rows: [batch · places, elements · channels]. */
const windows = (x: tf.Tensor, entries: Int32Array, elements: number): tf.Tensor => {
  const unfolded = unfold(x, entries, elements, 0);
  return tf.reshape(unfolded, [-1, elements * x.shape.at(-1)!]);
};

export const linearPrimitives: EagerPrimitives<'matmul' | 'conv' | 'conv_input' | 'conv_kernel'> = {
  matmul: ([a, b], { transposeA, transposeB }) => {
    const lead = broadcastShapes([a!.shape.slice(0, -2), b!.shape.slice(0, -2)]);
    if (a!.size === 0 || b!.size === 0) {
      return tf.zeros([...lead, a!.shape.at(transposeA ? -1 : -2)!, b!.shape.at(transposeB ? -2 : -1)!]);
    }
    const left = turned(grown(a!, lead), transposeA);
    const right = turned(grown(b!, lead), transposeB);
    // The kernel itself: what tf.matMul does before takes as long as a small product.
    const operands = { a: left.x, b: right.x };
    return tf.engine().runKernel(tf.BatchMatMul, operands, { transposeA: left.flag, transposeB: right.flag });
  },
  conv: ([x, kernel], convolution) => {
    if (isPlanar(x!.shape, convolution)) return planarConv(x!, kernel!, convolution);
    const sliding = slidingOf(x!.shape, kernel!.shape, convolution);
    const entries = positionsOf(sliding);
    const elements = sizeOf(sliding.size);
    const rows = grouped(
      convolution.groups,
      [x!, kernel!],
      (part, weights) =>
        tf.matMul(windows(part!, entries, elements), tf.reshape(weights!, [-1, weights!.shape.at(-1)!])),
      1,
    );
    return tf.reshape(rows, [x!.shape[0]!, ...sliding.output, kernel!.shape.at(-1)!]);
  },
  conv_input: ([gradient, kernel], { shape, ...convolution }) => {
    if (isPlanar(shape, convolution)) return planarConvInput(gradient!, kernel!, { ...convolution, shape });
    const sliding = slidingOf(shape, kernel!.shape, convolution);
    const entries = placesOf(sliding);
    const elements = sizeOf(sliding.size);
    const rows = grouped(
      convolution.groups,
      [gradient!, kernel!],
      (part, weights) => {
        const [channels, filters] = weights!.shape.slice(-2) as [number, number];
        const swapped = tf.transpose(tf.reshape(weights!, [elements, channels, filters]), [0, 2, 1]);
        return tf.matMul(
          windows(part!, entries, elements),
          tf.reshape(swapped, [elements * filters, channels]),
        );
      },
      1,
    );
    return tf.reshape(rows, [...shape]);
  },
  conv_kernel: ([x, gradient], { shape, ...convolution }) => {
    if (isPlanar(x!.shape, convolution)) return planarConvKernel(x!, gradient!, { ...convolution, shape });
    const sliding = slidingOf(x!.shape, shape, convolution);
    const entries = positionsOf(sliding);
    const elements = sizeOf(sliding.size);
    return grouped(
      convolution.groups,
      [x!, gradient!],
      (part, weights) => {
        const left = turned(windows(part!, entries, elements), true);
        const filters = weights!.shape.at(-1)!;
        const product = tf.matMul(left.x, tf.reshape(weights!, [-1, filters]), left.flag);
        return tf.reshape(product, [...shape.slice(0, -1), filters]);
      },
      shape.length - 1,
    );
  },
};
