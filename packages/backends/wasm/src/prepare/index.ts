export { createExecutable } from './executable.js';
export { bytesOf } from './layout.js';
