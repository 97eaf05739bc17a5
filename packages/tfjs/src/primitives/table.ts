import type { Primitive } from '@neurite/contract';
import type { EagerPrimitives } from './eager-primitive.js';
import { binaryPrimitives, unaryPrimitives } from './elementwise.js';
import { indexPrimitives, layoutPrimitives } from './layout.js';
import { linearPrimitives } from './linear.js';
import { reductionPrimitives } from './reduction.js';
import { sourcePrimitives } from './source.js';
import { windowPrimitives } from './windows.js';

/** Primitives that are more than one function of tensors: `top_k` has two results, the others a body. See emitter.ts and ops.ts. */
export type Special = 'top_k' | 'scan' | 'composite';

export const eagerPrimitives: EagerPrimitives<Exclude<Primitive, Special>> = {
  ...sourcePrimitives,
  ...unaryPrimitives,
  ...binaryPrimitives,
  ...reductionPrimitives,
  ...layoutPrimitives,
  ...indexPrimitives,
  ...linearPrimitives,
  ...windowPrimitives,
};
