import type { Primitive } from '@neurite/contract';
import { binaryRules } from './binary.js';
import { indexRules, layoutRules } from './layout.js';
import { linearRules, windowRules } from './linear.js';
import { reductionRules } from './reduction.js';
import type { GradientRule } from './rule.js';
import { sourceRules } from './source.js';
import { unaryRules } from './unary.js';

/** Primitives with a body: how gradients pass through them follows from the body; see differentiate/. */
export type Structure = 'scan' | 'composite';

/** One gradient rule for each primitive that has no body. */
export const gradientRules: { readonly [P in Exclude<Primitive, Structure>]: GradientRule<P> } = {
  ...sourceRules,
  ...unaryRules,
  ...binaryRules,
  ...reductionRules,
  ...layoutRules,
  ...indexRules,
  ...linearRules,
  ...windowRules,
};
