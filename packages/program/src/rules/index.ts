export type { Call, GradientRule, Tools } from './rule.js';
export * from './table.js';
