import type { Convolution, Padding, Shape, Window } from '@neurite/contract';
import * as tf from '@tensorflow/tfjs-core';
import { choose } from './choose.js';
import { padded } from './layout.js';

// What tfjs has fast kernels for: convolutions and maxima of pictures, [batch, height, width, channels].

type Sides = readonly [before: number, after: number];

/** Whether tf.conv2d takes it: two axes, one group, and not strides and dilation at once. */
export const isPlanar = (x: Shape, { strides, dilation, groups }: Convolution): boolean =>
  x.length === 4 &&
  groups === 1 &&
  (strides.every((step) => step === 1) || dilation.every((step) => step === 1)) &&
  x.every((extent) => extent > 0);

/** Padding that is nowhere negative, and the tensor cropped by what was. */
const cropped = (x: tf.Tensor, padding: Padding): { readonly x: tf.Tensor; readonly padding: Padding } => {
  if (padding.every(([before, after]) => before >= 0 && after >= 0)) return { x, padding };
  const side = (at: 0 | 1) => [0, ...padding.map((sides) => Math.min(0, sides[at])), 0];
  return {
    x: padded(x, { low: side(0), high: side(1), interior: [0, 0, 0, 0] }, 0),
    padding: padding.map(([before, after]): Sides => [Math.max(0, before), Math.max(0, after)]),
  };
};

const pair = ([a, b]: Shape): [number, number] => [a!, b!];

const convolve = (
  x: tf.Tensor,
  kernel: tf.Tensor,
  convolution: { readonly strides: Shape; readonly dilation: Shape; readonly padding: Padding },
): tf.Tensor => {
  const { x: inner, padding } = cropped(x, convolution.padding);
  const explicit = [[0, 0], pair(padding[0]!), pair(padding[1]!), [0, 0]] as tf.backend_util.ExplicitPadding;
  const { strides, dilation } = convolution;
  return tf.conv2d(
    inner as tf.Tensor4D,
    kernel as tf.Tensor4D,
    pair(strides),
    explicit,
    'NHWC',
    pair(dilation),
  );
};

export const planarConv = (x: tf.Tensor, kernel: tf.Tensor, convolution: Convolution): tf.Tensor =>
  convolve(x, kernel, convolution);

/** The gradient, spread by the strides, convolved with the kernel turned around: faster than tfjs's own kernel for it, and everywhere. */
export const planarConvInput = (
  gradient: tf.Tensor,
  kernel: tf.Tensor,
  { shape, strides, dilation, padding }: Convolution & { readonly shape: Shape },
): tf.Tensor => {
  const sides = {
    low: [0, 0, 0, 0],
    high: [0, 0, 0, 0],
    interior: [0, strides[0]! - 1, strides[1]! - 1, 0],
  };
  const spread = padded(gradient, sides, 0);
  const around = [0, 1].map((axis): Sides => {
    const reach = dilation[axis]! * (kernel.shape[axis]! - 1);
    const before = reach - padding[axis]![0];
    return [before, shape[axis + 1]! + reach - spread.shape[axis + 1]! - before];
  });
  const turned = tf.transpose(tf.reverse(kernel, [0, 1]), [0, 1, 3, 2]);
  return convolve(spread, turned, { strides: [1, 1], dilation, padding: around });
};

/** Channels as examples, examples as channels: x convolved with the gradient, whose elements stand as far apart as the strides say. */
export const planarConvKernel = (
  x: tf.Tensor,
  gradient: tf.Tensor,
  { shape, strides, dilation, padding }: Convolution & { readonly shape: Shape },
): tf.Tensor => {
  const around = [0, 1].map((axis): Sides => {
    const reach = dilation[axis]! * (shape[axis]! - 1) + strides[axis]! * (gradient.shape[axis + 1]! - 1) + 1;
    const before = padding[axis]![0];
    return [before, reach - x.shape[axis + 1]! - before];
  });
  const product = convolve(tf.transpose(x, [3, 1, 2, 0]), tf.transpose(gradient, [1, 2, 0, 3]), {
    strides: dilation,
    dilation: strides,
    padding: around,
  });
  return tf.transpose(product, [1, 2, 0, 3]);
};

/** Whether every window reads some of x, which tfjs takes for granted, and nothing is cropped. */
export const isPlanarWindow = (x: Shape, { size, padding }: Window): boolean =>
  x.length === 4 &&
  x.every((extent) => extent > 0) &&
  padding.every(([before, after], axis) => [before, after].every((side) => side >= 0 && side < size[axis]!));

/** The maxima of windows. tfjs passes over NaN, so where there is one is a second pooling. */
export const planarMaxPool = (x: tf.Tensor, { size, strides, padding }: Window): tf.Tensor => {
  const pool = (y: tf.Tensor): tf.Tensor => {
    const sides = {
      low: [0, padding[0]![0], padding[1]![0], 0],
      high: [0, padding[0]![1], padding[1]![1], 0],
    };
    const wide = padding.flat().every((side) => side === 0)
      ? y
      : tf.pad(
          y,
          sides.low.map((before, axis) => [before, sides.high[axis]!]),
          -Infinity,
        );
    return tf.maxPool(wide as tf.Tensor4D, pair(size), pair(strides), 'valid');
  };
  const isNan = pool(tf.cast(tf.isNaN(x), 'float32'));
  return choose(tf.equal(isNan, tf.zerosLike(isNan)), pool(x), tf.scalar(NaN));
};

/** A kernel of ones for each channel: sums over windows are depthwise convolutions with it. */
const ones = (size: Shape, channels: number): tf.Tensor4D => tf.ones([size[0]!, size[1]!, channels, 1]);

const depthwise = (x: tf.Tensor, kernel: tf.Tensor4D, strides: Shape): tf.Tensor =>
  tf.depthwiseConv2d(x as tf.Tensor4D, kernel, pair(strides), 'valid');

const flat = { low: [0, 0, 0, 0], high: [0, 0, 0, 0], interior: [0, 0, 0, 0] };

export const planarWindowSum = (x: tf.Tensor, { size, strides, padding }: Window): tf.Tensor => {
  const low = [0, padding[0]![0], padding[1]![0], 0];
  const high = [0, padding[0]![1], padding[1]![1], 0];
  return depthwise(padded(x, { ...flat, low, high }, 0), ones(size, x.shape[3]!), strides);
};

/** Each element is repeated over its window: spread by the strides, then summed over windows that reach back. */
export const planarWindowSpread = (
  gradient: tf.Tensor,
  { size, strides, padding, shape }: Window & { readonly shape: Shape },
): tf.Tensor => {
  const spread = padded(gradient, { ...flat, interior: [0, strides[0]! - 1, strides[1]! - 1, 0] }, 0);
  const before = [0, 1].map((axis) => size[axis]! - 1 - padding[axis]![0]);
  const after = [0, 1].map(
    (axis) => shape[axis + 1]! + size[axis]! - 1 - spread.shape[axis + 1]! - before[axis]!,
  );
  const wide = padded(spread, { ...flat, low: [0, ...before, 0], high: [0, ...after, 0] }, 0);
  return depthwise(wide, ones(size, shape[3]!), [1, 1]);
};
