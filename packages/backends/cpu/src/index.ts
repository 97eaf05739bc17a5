export { cpu, cpu64 } from './backend.js';
export { capabilities, capabilities64 } from './capabilities.js';
