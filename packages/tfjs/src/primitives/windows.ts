import { sizeOf, type Shape, type Window } from '@neurite/contract';
import { windowExtents } from '@neurite/program';
import * as tf from '@tensorflow/tfjs-core';
import { choose } from './choose.js';
import type { EagerPrimitives } from './eager-primitive.js';
import { isPlanarWindow, planarMaxPool, planarWindowSpread, planarWindowSum } from './planar.js';
import { sum } from './reduction.js';
import { hostTensor } from './source.js';
import { placesOf, positionsOf, unfold, type Sliding } from './unfold.js';

const slidingOf = (x: Shape, window: Window): Sliding => ({
  ...window,
  dilation: window.size.map(() => 1),
  input: x.slice(1, -1),
  output: windowExtents(x.slice(1, -1), window),
});

const largest = 3.4028234663852886e38;

/** x in an order that tf.argMax keeps: NaN before +∞, and nothing as low as the −∞ that stands for padding. */
const ranked = (x: tf.Tensor): tf.Tensor =>
  choose(tf.isNaN(x), tf.scalar(Infinity), tf.clipByValue(x, -largest, largest));

/** [batch, places, elements, channels]: whether x has its first maximum of the window there; nowhere if all of it is padding. */
const winners = (x: tf.Tensor, entries: Int32Array, elements: number): tf.Tensor => {
  const places = entries.length / elements;
  const first = tf.argMax(unfold(ranked(x), entries, elements, -Infinity), 2);
  const isEmpty = Array.from({ length: places }, (_, place) =>
    entries.subarray(place * elements, (place + 1) * elements).every((entry) => entry < 0),
  );
  const best = isEmpty.includes(true)
    ? choose(
        hostTensor({ dtype: 'bool', shape: [1, places, 1] }, (place) => Number(isEmpty[place])),
        tf.scalar(-1, 'int32'),
        first,
      )
    : first;
  // oneHot and a turn, where a comparison would broadcast: that is slow on WebAssembly.
  return tf.notEqual(tf.transpose(tf.oneHot(best, elements), [0, 1, 3, 2]), tf.scalar(0, 'int32'));
};

const shaped = (x: tf.Tensor, like: Shape, spatial: Shape): tf.Tensor =>
  tf.reshape(x, [like[0]!, ...spatial, like.at(-1)!]);

export const windowPrimitives: EagerPrimitives<
  'window_sum' | 'window_spread' | 'window_pick' | 'window_place'
> = {
  window_sum: ([x], window) => {
    if (isPlanarWindow(x!.shape, window)) return planarWindowSum(x!, window);
    const sliding = slidingOf(x!.shape, window);
    const elements = unfold(x!, positionsOf(sliding), sizeOf(window.size), 0);
    return shaped(sum(elements, [2]), x!.shape, sliding.output);
  },
  window_spread: ([gradient], { shape, ...window }) => {
    if (isPlanarWindow(shape, window)) return planarWindowSpread(gradient!, { ...window, shape });
    const sliding = slidingOf(shape, window);
    const elements = unfold(gradient!, placesOf(sliding), sizeOf(window.size), 0);
    return shaped(sum(elements, [2]), shape, sliding.input);
  },
  window_pick: ([x, u], window) => {
    if (x === u && isPlanarWindow(x!.shape, window)) return planarMaxPool(x!, window);
    const sliding = slidingOf(x!.shape, window);
    const entries = positionsOf(sliding);
    const elements = sizeOf(window.size);
    const picked = choose(winners(x!, entries, elements), unfold(u!, entries, elements, 0), tf.scalar(0));
    return shaped(sum(picked, [2]), x!.shape, sliding.output);
  },
  window_place: ([x, v], window) => {
    const sliding = slidingOf(x!.shape, window);
    const elements = sizeOf(window.size);
    const [batch, channels, places] = [x!.shape[0]!, x!.shape.at(-1)!, sizeOf(sliding.output)];
    const given = tf.reshape(v!, [batch, places, 1, channels]);
    const placed = choose(winners(x!, positionsOf(sliding), elements), given, tf.scalar(0));
    // From [place, element] to the position that it has in x.
    const rows = tf.reshape(placed, [batch, places * elements, channels]);
    const holders = placesOf(sliding).map((place, index) =>
      place < 0 ? -1 : place * elements + (index % elements),
    );
    return shaped(sum(unfold(rows, holders, elements, 0), [2]), x!.shape, sliding.input);
  },
};
