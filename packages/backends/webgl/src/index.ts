export { webgl } from './backend.js';
export { capabilities } from './capabilities.js';
