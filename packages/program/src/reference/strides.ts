import type { HostArray, Shape } from '@neurite/contract';

/** Distances in elements between neighbours along each axis of a row-major tensor. */
export const stridesOf = (shape: Shape): number[] => {
  const strides = new Array<number>(shape.length);
  let stride = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    strides[axis] = stride;
    stride *= shape[axis]!;
  }
  return strides;
};

/** Strides for reading `shape` as if it were grown to a larger shape: axes of extent 1 stay where they are. */
export const broadcastStrides = (shape: Shape): number[] =>
  stridesOf(shape).map((stride, axis) => (shape[axis] === 1 ? 0 : stride));

/** The extents as `[outer, extent, inner]` around one axis. */
export const around = (
  shape: Shape,
  axis: number,
): readonly [outer: number, extent: number, inner: number] => {
  let outer = 1;
  let inner = 1;
  for (let i = 0; i < shape.length; i++) {
    if (i < axis) outer *= shape[i]!;
    if (i > axis) inner *= shape[i]!;
  }
  return [outer, shape[axis] ?? 1, inner];
};

/** Joins neighbouring axes that every operand steps through evenly, and drops axes of extent 1: fewer, longer rows. */
const joined = (
  shape: Shape,
  strides: readonly (readonly number[])[],
): { shape: number[]; strides: number[][] } => {
  const extents: number[] = [];
  const steps: number[][] = strides.map(() => []);
  shape.forEach((extent, axis) => {
    if (extent === 1) return;
    const last = extents.length - 1;
    if (last >= 0 && strides.every((operand, i) => steps[i]![last] === operand[axis]! * extent)) {
      extents[last]! *= extent;
      steps.forEach((operand, i) => (operand[last] = strides[i]![axis]!));
    } else {
      extents.push(extent);
      steps.forEach((operand, i) => operand.push(strides[i]![axis]!));
    }
  });
  return { shape: extents, strides: steps };
};

/**
 * Walks a shape in row-major order for up to three operands with their own strides. `row` gets the length of the innermost run,
 * and for each operand the offset of its first element and the step to the next.
 */
export const forEachRow = (
  shape: Shape,
  operands: readonly (readonly number[])[],
  row: (length: number, offsets: Int32Array, steps: Int32Array) => void,
): void => {
  if (shape.includes(0)) return;
  const { shape: extents, strides } = joined(shape, operands);
  const length = extents.pop() ?? 1;
  const steps = Int32Array.from(strides, (operand) => operand.pop() ?? 0);
  const offsets = new Int32Array(operands.length);
  const index = new Array<number>(extents.length).fill(0);
  for (;;) {
    row(length, offsets, steps);
    let axis = extents.length - 1;
    for (; axis >= 0; axis--) {
      for (let i = 0; i < offsets.length; i++) offsets[i]! += strides[i]![axis]!;
      if (++index[axis]! < extents[axis]!) break;
      for (let i = 0; i < offsets.length; i++) offsets[i]! -= strides[i]![axis]! * extents[axis]!;
      index[axis] = 0;
    }
    if (axis < 0) return;
  }
};

/** A tensor in strided memory. */
export interface View {
  readonly data: HostArray;
  readonly offset: number;
  readonly strides: readonly number[];
}

/** Copies `shape` elements between two views. */
export const copyView = (shape: Shape, from: View, to: View): void => {
  const source = from.data;
  const target = to.data;
  forEachRow(shape, [from.strides, to.strides], (length, offsets, steps) => {
    const stepFrom = steps[0]!;
    const stepTo = steps[1]!;
    let read = from.offset + offsets[0]!;
    let write = to.offset + offsets[1]!;
    for (let i = 0; i < length; i++) {
      target[write] = source[read]!;
      read += stepFrom;
      write += stepTo;
    }
  });
};
