export { prepareRoutine } from './routine.js';
export type { Routine, Slot } from './step.js';
