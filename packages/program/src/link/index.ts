export { firstScalar } from './accumulate.js';
export { averageName, averageScalar } from './average.js';
export { assemble, type AssembleOptions, type Assembly } from './assemble.js';
export { recordFloor } from './floor.js';
export { inspection, nudgeName, valueName, type InspectionOptions } from './inspection.js';
export { link } from './link.js';
export { scalarName } from './update.js';
export {
  flatName,
  peakName,
  recordCheckup,
  squaresName,
  type CheckupOptions,
  type WatchedActivation,
} from './checkup.js';
