import type { ShapeText } from '@neurite/contract';
import * as tf from '@tensorflow/tfjs-core';

/** What every definition must say, and what tests do not care for. */
export const described = { summary: 'For tests.' };
export const any: ShapeText = '[...s]';

export const values = (x: tf.Tensor): readonly number[] => Array.from(x.dataSync());

/** Counts tensors: what a test made itself must be all that is left. Make it before anything else. */
export const leftovers = (): ((...own: readonly (tf.Tensor | readonly tf.Tensor[])[]) => void) => {
  const before = tf.memory().numTensors;
  return (...own) => {
    tf.dispose(own.flat());
    expect(tf.memory().numTensors - before).toBe(0);
  };
};
