import type { Convolution, Shape, TensorType } from '@neurite/contract';
import type { Sliding } from './sliding.js';

/** What the three convolutions have in common: conv reads x and kernel and makes y, its transposes make x or kernel of the others. */
export interface Geometry {
  readonly sliding: Sliding;
  readonly x: Shape;
  readonly kernel: Shape;
  readonly y: Shape;
  readonly groups: number;
  /** Channels and filters of one group. */
  readonly channels: number;
  readonly filters: number;
}
export const geometry = (convolution: Convolution, x: Shape, kernel: Shape, y: Shape): Geometry => ({
  x,
  kernel,
  y,
  groups: convolution.groups,
  channels: kernel.at(-2)!,
  filters: kernel.at(-1)! / convolution.groups,
  sliding: {
    size: kernel.slice(0, -2),
    strides: convolution.strides,
    padding: convolution.padding,
    dilation: convolution.dilation,
    input: x.slice(1, -1),
    output: y.slice(1, -1),
  },
});

/** Names of coordinates: of spatial axes, and of `[batch, ...spatial, channels]`. */
export const spatial = (shape: Shape, letter: string) =>
  shape.slice(1, -1).map((_, axis) => `${letter}${axis}`);
export const batched = (shape: Shape, letter: string, channel: string) => [
  'b',
  ...spatial(shape, letter),
  channel,
];
export const kernelNames = ({ x }: Geometry, channel: string, filter: string) => [
  ...spatial(x, 'k'),
  channel,
  filter,
];

export const float = (shape: Shape): TensorType => ({ dtype: 'float32', shape });
