import type { Primitive } from '@neurite/contract';
import type { Tensor } from '@tensorflow/tfjs-core';
import type { KernelPrimitives, Pulls } from '../kernels/index.js';
import { gather } from './gather.js';
import { shade } from './shader.js';
import { windowPick, windowPlace } from './windows.js';

/** The primitives that have shaders of ours on WebGL: each one pass, where tfjs's kernels hide NaN or would be many. */
export const shaderPrimitives: Partial<KernelPrimitives<Primitive>> = {
  // On GPUs tf.relu makes NaN of −∞.
  relu: ([x]) => shade({ X: x! }, x!.shape, 'float x = getXAtOutCoords(); setOutput(x < 0.0 ? 0.0 : x);'),
  gather,
  window_pick: windowPick,
  window_place: windowPlace,
};

/** x where it is positive, else x times a number. */
export const shadedLeakyRelu = (x: Tensor, slope: Tensor): Tensor =>
  shade({ X: x, S: slope }, x.shape, 'float x = getXAtOutCoords(); setOutput(x > 0.0 ? x : x * getS());');

/** Gradients in one pass. */
export const shaderPulls: Pulls = {
  relu: ({ inputs: [x], gradients: [g] }) =>
    shade(
      { X: x as Tensor, G: g as Tensor },
      x!.shape,
      'setOutput(getXAtOutCoords() > 0.0 ? getGAtOutCoords() : 0.0);',
    ),
};
