import type { Attributes, Primitive, TensorType } from '@neurite/contract';
import { binaryShapes, unaryShapes } from './elementwise.js';
import { indexShapes, layoutShapes } from './layout.js';
import { linearShapes } from './linear.js';
import { reductionShapes } from './reduction.js';
import { describeType, type ShapeRule } from './rule.js';
import { sourceShapes } from './source.js';
import { structureShapes } from './structure.js';
import { windowShapes } from './window.js';

/** One shape rule for each primitive. */
export const shapeRules: { readonly [P in Primitive]: ShapeRule<P> } = {
  ...sourceShapes,
  ...unaryShapes,
  ...binaryShapes,
  ...reductionShapes,
  ...layoutShapes,
  ...indexShapes,
  ...linearShapes,
  ...windowShapes,
  ...structureShapes,
};

/**
 * The types of a primitive's outputs.
 *
 * @throws Error where attributes and inputs do not fit: the compiler has checked shapes, so it is a broken invariant.
 * @example infer('matmul', { transposeA: false, transposeB: false }, [a, b]) // [{ dtype: 'float32', shape: [64, 10] }]
 */
export const infer = <P extends Primitive>(
  primitive: P,
  attributes: Attributes[P],
  inputs: readonly TensorType[],
): readonly TensorType[] => {
  try {
    return (shapeRules[primitive] as ShapeRule<P>)(attributes, inputs);
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`${primitive}(${inputs.map(describeType).join(', ')}): ${message}`, { cause });
  }
};
