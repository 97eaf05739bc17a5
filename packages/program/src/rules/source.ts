import { constant, type GradientRules } from './rule.js';

export const sourceRules: GradientRules<'source'> = { constant, iota: constant, uniform: constant };
