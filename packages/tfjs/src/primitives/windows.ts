import { sizeOf, type Shape, type Window } from '@neurite/contract';
import { windowExtents } from '@neurite/program';
import * as tf from '@tensorflow/tfjs-core';
import type { EagerPrimitives } from './eager-primitive.js';
import { sum } from './reduction.js';
import { hostTensor } from './source.js';
import { placesOf, positionsOf, unfold, type Sliding } from './unfold.js';

const slidingOf = (x: Shape, window: Window): Sliding => ({
  ...window,
  dilation: window.size.map(() => 1),
  input: x.slice(1, -1),
  output: windowExtents(x.slice(1, -1), window),
});

/** The element of each window where x has its first maximum, as numbers [batch, places, channels]; −1 where all is padding. */
const winners = (x: tf.Tensor, sliding: Sliding, entries: Int32Array): tf.Tensor => {
  const elements = sizeOf(sliding.size);
  const values = unfold(x, entries, elements, -Infinity);
  const inside = hostTensor({ dtype: 'bool', shape: [1, entries.length / elements, elements, 1] }, (index) =>
    entries[index]! < 0 ? 0 : 1,
  );
  // NaN counts as the largest: where there is one, the first of them wins, otherwise the first that equals the maximum.
  const isNan = tf.isNaN(values);
  const isLargest = tf.equal(values, tf.max(values, 2, true));
  const isRival = tf.logicalOr(isNan, tf.logicalNot(tf.any(isNan, 2, true)));
  const candidates = tf.logicalAnd(inside, tf.logicalAnd(isRival, tf.logicalOr(isNan, isLargest)));
  const first = tf.cast(tf.argMax(tf.cast(candidates, 'float32'), 2), 'float32');
  return tf.where(tf.any(inside, 2), first, tf.fill(first.shape, -1));
};

/** Whether element numbers [.., .., elements, channels] are the winners, as a mask. */
const isWinner = (best: tf.Tensor, elements: number): tf.Tensor =>
  tf.equal(best, tf.reshape(tf.range(0, elements, 1, 'float32'), [1, 1, elements, 1]));

const shaped = (x: tf.Tensor, like: Shape, spatial: Shape): tf.Tensor =>
  tf.reshape(x, [like[0]!, ...spatial, like.at(-1)!]);

export const windowPrimitives: EagerPrimitives<
  'window_sum' | 'window_spread' | 'window_pick' | 'window_place'
> = {
  window_sum: ([x], window) => {
    const sliding = slidingOf(x!.shape, window);
    const elements = unfold(x!, positionsOf(sliding), sizeOf(window.size), 0);
    return shaped(sum(elements, [2]), x!.shape, sliding.output);
  },
  window_spread: ([gradient], { shape, ...window }) => {
    const sliding = slidingOf(shape, window);
    const elements = unfold(gradient!, placesOf(sliding), sizeOf(window.size), 0);
    return shaped(sum(elements, [2]), shape, sliding.input);
  },
  window_pick: ([x, u], window) => {
    const sliding = slidingOf(x!.shape, window);
    const entries = positionsOf(sliding);
    const elements = sizeOf(window.size);
    const best = winners(x!, sliding, entries);
    const values = unfold(u!, entries, elements, 0);
    const picked = tf.where(isWinner(tf.expandDims(best, 2), elements), values, tf.zerosLike(values));
    return shaped(sum(picked, [2]), x!.shape, sliding.output);
  },
  window_place: ([x, v], window) => {
    const sliding = slidingOf(x!.shape, window);
    const elements = sizeOf(window.size);
    const best = shaped(winners(x!, sliding, positionsOf(sliding)), x!.shape, sliding.output);
    const holders = placesOf(sliding);
    const wins = isWinner(unfold(best, holders, elements, -1), elements);
    const values = unfold(v!, holders, elements, 0);
    return shaped(sum(tf.where(wins, values, tf.zerosLike(values)), [2]), x!.shape, sliding.input);
  },
};
