import type { CaseResult, RunOptions } from '@neurite/testing';
import { runPrimitiveCases } from '@neurite/testing/backends';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-webgl';
import { eagerDevice } from './eager-device.test.helper.js';

// GLSL leaves the precision of sin and cos to the GPU; SwiftShader gives 2⁻¹¹ and tfjs takes what it gets.
const roughAngles = {
  reason: 'tfjs asks the GPU for sin and cos, whose precision GLSL leaves open',
  tolerance: { absolute: 5e-4, relative: 1e-3 },
};

export const exceptions: NonNullable<RunOptions['exceptions']> = {
  'sin: awkward values': roughAngles,
  'sin: ordinary values': roughAngles,
  'sin: rank 0': roughAngles,
  'cos: awkward values': roughAngles,
  'cos: ordinary values': roughAngles,
  'cos: rank 0': roughAngles,
  'memory: early values that are needed late': roughAngles,
  'tanh: awkward values': {
    reason: 'tfjs computes tanh from exp(−2|x|), which cancels near 0: right to 6e-8, but not relatively',
    tolerance: { absolute: 1e-7, relative: 1e-5 },
  },
  'pow: special values': { reason: 'tfjs asks the GPU for powers of 0 and ∞, which GLSL leaves undefined' },
};

/** Runs the primitive cases through the eager emitter on tfjs's WebGL backend. */
export const conformance = async (): Promise<readonly CaseResult[]> => {
  // tfjs takes software rendering for a performance problem unless told that it is meant.
  tf.env().set('SOFTWARE_WEBGL_ENABLED', true);
  // One shader for many shapes: this is a test of results, and most of its time would go into compiling.
  tf.env().set('WEBGL_USE_SHAPES_UNIFORMS', true);
  await tf.setBackend('webgl');
  return runPrimitiveCases(eagerDevice(), { exceptions });
};
