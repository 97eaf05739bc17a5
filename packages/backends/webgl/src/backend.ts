import { BackendError, type Backend } from '@neurite/contract';
import { capabilities } from './capabilities.js';
import { createContext, createDevice, createGpu, loadTfjs, loseContext } from './device/index.js';

/**
 * The GPU of a browser. tfjs is loaded when a device is opened, and works on a WebGL context of the device's own.
 *
 * @example
 * const device = await webgl.open();
 * const x = device.write({ dtype: 'float32', shape: [2] }, Float32Array.of(1, 2));
 */
export const webgl: Backend = Object.freeze({
  capabilities,
  available: async () => {
    const context = createContext();
    if ('reason' in context) return `WebGL cannot be used: ${context.reason}.`;
    loseContext(context.gl);
    return true as const;
  },
  open: async () => {
    const context = createContext();
    if ('reason' in context) throw new BackendError(`WebGL cannot be used: ${context.reason}.`);
    const tfjs = await loadTfjs();
    return createDevice(createGpu(tfjs, context.gl), capabilities, `tfjs-webgl ${tfjs.webgl.version_webgl}`);
  },
});
