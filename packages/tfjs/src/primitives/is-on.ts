import { getBackend } from '@tensorflow/tfjs-core';

/** Whether tfjs's current backend is one of these. */
export const isOn = (...backends: readonly ('cpu' | 'wasm' | 'webgl')[]): boolean =>
  (backends as readonly string[]).includes(getBackend());
