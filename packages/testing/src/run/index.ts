export { checkProgram, statisticsText } from './check-program.js';
export type { ProgramCase } from './program-case.js';
export { failures, runCase, type CaseResult, type Exception, type RunOptions } from './results.js';
export { freeAll, prepareOn, read, runOn, withProgram, write } from './run-on.js';
