// An entry of its own: the cases are drawn and recorded when they are loaded, which the hundreds of tests of definitions need not pay for.
export { primitiveCases, runPrimitiveCases } from './primitives/index.js';
export { runTrainingCases, trainingCases } from './trainings/index.js';
export { describeBackend } from './describe-backend.js';
