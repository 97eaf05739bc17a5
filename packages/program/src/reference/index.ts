export * from './evaluate.js';
export { allocate, type Evaluator, type Precision } from './evaluator.js';
