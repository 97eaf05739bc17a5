import type { Shape, Window } from '@neurite/contract';
import { windowExtents } from '@neurite/program';
import type { Tensor } from '@tensorflow/tfjs-core';
import { compute } from './host.js';
import type { KernelPrimitives } from './kernel.js';

const placesOf = (x: Shape, window: Window): Shape => [
  x[0]!,
  ...windowExtents(x.slice(1, -1), window),
  x.at(-1)!,
];

/** The numbers by which kernels slide: over pictures, and over sequences as pictures of one line. */
const slidingOf = (x: Shape, window: Window): readonly number[] => {
  const planar = (list: readonly number[], one: number): readonly number[] =>
    list.length === 1 ? [one, ...list] : list;
  return [
    x[0]!,
    ...planar(x.slice(1, -1), 1),
    x.at(-1)!,
    ...planar(windowExtents(x.slice(1, -1), window), 1),
    ...planar(window.size, 1),
    ...planar(window.strides, 1),
    ...planar(
      window.padding.map(([before]) => before),
      0,
    ),
  ];
};

/** Runs a kernel; undefined for more than two axes. */
const slide = (
  name: string,
  x: Shape,
  window: Window,
  operands: readonly Tensor[],
  result: Shape,
): Tensor | undefined => {
  if (x.length > 4) return undefined;
  return compute(operands, result, 'float32', (kernels, from, to) =>
    kernels[name]!(...slidingOf(x, window), ...from, to),
  );
};

export const windowPrimitives: KernelPrimitives<
  'window_sum' | 'window_spread' | 'window_pick' | 'window_place'
> = {
  window_sum: ([x], window) => slide('window_sum', x!.shape, window, [x!], placesOf(x!.shape, window)),
  window_spread: ([gradient], { shape, ...window }) =>
    slide('window_spread', shape, window, [gradient!], shape),
  window_pick: ([x, u], window) => {
    const places = placesOf(x!.shape, window);
    return x === u
      ? slide('window_max', x!.shape, window, [x!], places)
      : slide('window_pick', x!.shape, window, [x!, u!], places);
  },
  window_place: ([x, v], window) => slide('window_place', x!.shape, window, [x!, v!], x!.shape),
};
