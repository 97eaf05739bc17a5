export type { Call, GradientRule, Reads, Tools } from './rule.js';
export * from './table.js';
