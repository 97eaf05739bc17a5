export { assemblePretraining, checkPretraining, type PretrainingAssembly } from './assemble-pretraining.js';
