export { createContext, loseContext } from './context.js';
export { createGpu } from './create-gpu.js';
export { createDevice } from './device.js';
export { loadTfjs } from './tfjs.js';
