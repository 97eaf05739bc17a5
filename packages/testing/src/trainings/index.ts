export { runTrainingCases, trainingCases } from './run-training-cases.js';
