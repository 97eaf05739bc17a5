export { primitiveCases, runPrimitiveCases } from './run-primitive-cases.js';
