import { at } from './options.js';
import type { Padding } from './program.js';
import type { Shape } from './tensor.js';

/** `same` gives ⌈extent / stride⌉ windows, `valid` pads nothing, a number pads both sides by that much. */
export type PaddingRule = 'same' | 'valid' | number | readonly number[];

/** How windows slide over one or more spatial axes. Numbers stand for every axis. */
export interface Sliding {
  readonly size: number | readonly number[];
  readonly stride: number | readonly number[];
  readonly padding: PaddingRule;
  readonly dilation?: number | readonly number[];
  /** Rounds the number of windows up: the last one may hang over the end, but starts inside the extent or its left padding. */
  readonly ceil?: boolean;
}

const reach = (sliding: Sliding, axis: number): number =>
  at(sliding.dilation ?? 1, axis) * (at(sliding.size, axis) - 1) + 1;

/** The padding `[before, after]` of one axis. Odd totals of `same` put the larger half behind, as TensorFlow does. */
export const paddingOf = (extent: number, axis: number, sliding: Sliding): readonly [number, number] => {
  const { padding } = sliding;
  const stride = at(sliding.stride, axis);
  if (padding === 'valid') return hangOver(extent, axis, sliding, 0);
  if (padding !== 'same') return hangOver(extent, axis, sliding, at(padding, axis));
  const total = Math.max(0, (Math.ceil(extent / stride) - 1) * stride + reach(sliding, axis) - extent);
  return [Math.floor(total / 2), Math.ceil(total / 2)];
};

const hangOver = (
  extent: number,
  axis: number,
  sliding: Sliding,
  side: number,
): readonly [number, number] => {
  if (sliding.ceil !== true) return [side, side];
  const stride = at(sliding.stride, axis);
  const windows = windowCount(extent, axis, sliding);
  // Just enough for the windows that there are: where the last one was dropped, less than on the other side.
  return [side, Math.max(0, (windows - 1) * stride + reach(sliding, axis) - extent - side)];
};

/** The number of windows along one axis; 0 or less where none fits. */
export const windowCount = (extent: number, axis: number, sliding: Sliding): number => {
  const { padding } = sliding;
  const stride = at(sliding.stride, axis);
  if (padding === 'same') return Math.ceil(extent / stride);
  const side = padding === 'valid' ? 0 : at(padding, axis);
  const free = extent + 2 * side - reach(sliding, axis);
  if (free < 0) return 0;
  if (sliding.ceil !== true) return Math.floor(free / stride) + 1;
  const windows = Math.ceil(free / stride) + 1;
  // As in PyTorch and Caffe: a window that would start in the right padding is dropped.
  return (windows - 1) * stride >= extent + side ? windows - 1 : windows;
};

export const paddingFor = (spatial: Shape, sliding: Sliding): Padding =>
  spatial.map((extent, axis) => paddingOf(extent, axis, sliding));
