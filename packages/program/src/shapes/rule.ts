import type { Attributes, Dtype, Primitive, Shape, TensorType } from '@neurite/contract';
import type { Family, PrimitiveOf } from '../primitives.js';
import { invariant } from '../invariant.js';

/** From static attributes and the types of the inputs to the types of the outputs; throws where they do not fit. */
export type ShapeRule<P extends Primitive> = (
  attributes: Attributes[P],
  inputs: readonly TensorType[],
) => readonly TensorType[];

export type ShapeRules<F extends Family> = { readonly [P in PrimitiveOf<F>]: ShapeRule<P> };

export const describeType = (type: TensorType): string => `${type.dtype}[${type.shape.join(',')}]`;

/** The inputs as a tuple of the expected length. */
export const take = <N extends 0 | 1 | 2 | 3>(
  inputs: readonly TensorType[],
  count: N,
): N extends 0
  ? []
  : N extends 1
    ? [TensorType]
    : N extends 2
      ? [TensorType, TensorType]
      : [TensorType, TensorType, TensorType] => {
  invariant(inputs.length === count, `takes ${count} inputs, got ${inputs.length}`);
  return inputs as never;
};

export const requireDtype = (type: TensorType, ...allowed: readonly Dtype[]): void =>
  invariant(allowed.includes(type.dtype), () => `takes ${allowed.join(' or ')}, got ${describeType(type)}`);

export const requireRank = (type: TensorType, rank: number): void =>
  invariant(type.shape.length === rank, () => `needs rank ${rank}, got ${describeType(type)}`);

export const requireAxis = (type: TensorType, axis: number): void =>
  invariant(
    Number.isInteger(axis) && axis >= 0 && axis < type.shape.length,
    () => `axis ${axis} is outside ${describeType(type)}`,
  );

export const requireAxes = (type: TensorType, axes: Shape): void => {
  axes.forEach((axis) => requireAxis(type, axis));
  invariant(new Set(axes).size === axes.length, () => `axes [${axes.join(',')}] repeat`);
};

export const requireShape = (shape: Shape): void =>
  invariant(
    shape.every((extent) => Number.isSafeInteger(extent) && extent >= 0),
    () => `[${shape.join(',')}] is not a shape`,
  );

export const requireSameType = (a: TensorType, b: TensorType, what: string): void =>
  invariant(
    describeType(a) === describeType(b),
    () => `${what}: ${describeType(a)} against ${describeType(b)}`,
  );

/** Equal extents, or an extent of 1 that grows to the other; ranks are equal. */
export const broadcastShapes = (shapes: readonly Shape[]): Shape =>
  shapes.reduce((a, b) => {
    invariant(a.length === b.length, () => `ranks differ: [${a.join(',')}] and [${b.join(',')}]`);
    return a.map((extent, axis) => {
      const other = b[axis]!;
      invariant(
        extent === other || extent === 1 || other === 1,
        () => `[${a.join(',')}] and [${b.join(',')}] do not broadcast`,
      );
      return extent === 1 ? other : extent;
    });
  });
