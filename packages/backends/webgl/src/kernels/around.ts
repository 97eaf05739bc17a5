import { sizeOf, type Shape } from '@neurite/contract';

/** `[outer, extent, inner]` around an axis. */
export const around = (
  shape: Shape,
  axis: number,
): readonly [outer: number, extent: number, inner: number] => [
  sizeOf(shape.slice(0, axis)),
  shape[axis]!,
  sizeOf(shape.slice(axis + 1)),
];
