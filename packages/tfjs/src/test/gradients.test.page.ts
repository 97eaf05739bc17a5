import * as tf from '@tensorflow/tfjs-core';
// What the package `@tensorflow/tfjs` adds to tfjs-core: gradients, and methods of tensors.
import '@tensorflow/tfjs-core/dist/register_all_gradients.js';
import '@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops.js';
import '@tensorflow/tfjs-backend-webgl';
import { checkGradients, checkSecondGradients, type GradientResult } from './gradient-cases.test.helper.js';

// SwiftShader's sin and cos are right to 2⁻¹¹.
const tolerance = { absolute: 5e-4, relative: 1e-3 };

const useWebgl = async (): Promise<void> => {
  // tfjs takes software rendering for a performance problem unless told that it is meant.
  tf.env().set('SOFTWARE_WEBGL_ENABLED', true);
  await tf.setBackend('webgl');
};

/** Gradients through our functions and tfjs's own `sum`, on WebGL. */
export const gradients = async (): Promise<readonly GradientResult[]> => {
  await useWebgl();
  return checkGradients(tolerance, (y) => y.sum());
};

/** Gradients of squares of gradients. */
export const secondGradients = async (): Promise<readonly GradientResult[]> => {
  await useWebgl();
  return checkSecondGradients(tolerance);
};
