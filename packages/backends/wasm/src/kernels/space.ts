import type { Shape } from '@neurite/contract';

/** Extents, and for each operand the distance in elements of neighbours along each axis; 0 where it broadcasts. */
export interface Space {
  readonly extents: Shape;
  readonly strides: readonly (readonly number[])[];
}

/** Row-major strides. */
export const stridesOf = (shape: Shape): readonly number[] => {
  const strides: number[] = [];
  for (let axis = shape.length - 1, step = 1; axis >= 0; step *= shape[axis]!, axis--) strides[axis] = step;
  return strides;
};

/** Row-major strides with 0 along axes of extent 1, which broadcast. */
export const broadcastStrides = (shape: Shape): readonly number[] => {
  const strides = stridesOf(shape);
  return strides.map((stride, axis) => (shape[axis] === 1 ? 0 : stride));
};

/** Drops axes of extent 1 and merges neighbours that every operand walks through as if they were one. */
export const coalesce = ({ extents, strides }: Space): Space => {
  const kept: number[] = [];
  const merged: number[][] = strides.map(() => []);
  extents.forEach((extent, axis) => {
    if (extent === 1) return;
    const last = kept.length - 1;
    const isOne =
      last >= 0 && strides.every((operand, index) => merged[index]![last] === operand[axis]! * extent);
    if (isOne) kept[last]! *= extent;
    else kept.push(extent);
    const at = isOne ? last : last + 1;
    strides.forEach((operand, index) => (merged[index]![at] = operand[axis]!));
  });
  return { extents: kept, strides: merged };
};

/** The extents before, at and after an axis, each multiplied up. */
export const around = (
  shape: Shape,
  axis: number,
): readonly [outer: number, extent: number, inner: number] => {
  const product = (part: Shape) => part.reduce((a, b) => a * b, 1);
  return [product(shape.slice(0, axis)), shape[axis]!, product(shape.slice(axis + 1))];
};
