export * from './infer.js';
export { broadcastShapes, describeType, type ShapeRule } from './rule.js';
export * from './verify.js';
export { windowExtents } from './window.js';
