import type { Shape } from '@neurite/contract';
import { integer } from './literal.js';

/** Distances in elements between neighbours along each axis of a row-major tensor. */
export const stridesOf = (shape: Shape): readonly number[] => {
  const strides = new Array<number>(shape.length).fill(1);
  for (let axis = shape.length - 2; axis >= 0; axis--) strides[axis] = strides[axis + 1]! * shape[axis + 1]!;
  return strides;
};

/** Strides that read `shape` as if it were grown: axes of extent 1 stay where they are. */
export const broadcastStrides = (shape: Shape): readonly number[] =>
  stridesOf(shape).map((stride, axis) => (shape[axis] === 1 ? 0 : stride));

/** An index that is linear in the coordinates: `offset + Σ coordinate · stride`. */
export interface Affine {
  readonly offset: number;
  readonly strides: readonly number[];
}

interface Axis {
  readonly extent: number;
  /** One for each operand. */
  readonly strides: readonly number[];
}

/** Joins neighbouring axes that every operand steps through evenly, and drops axes of extent 1: fewer divisions in the shader. */
const joined = (shape: Shape, operands: readonly Affine[]): readonly Axis[] => {
  const axes: Axis[] = [];
  shape.forEach((extent, index) => {
    if (extent === 1) return;
    const strides = operands.map((operand) => operand.strides[index]!);
    const last = axes.at(-1);
    if (last?.strides.every((stride, n) => stride === strides[n]! * extent)) {
      axes[axes.length - 1] = { extent: last.extent * extent, strides };
    } else axes.push({ extent, strides });
  });
  return axes;
};

const term = (coordinate: string, stride: number): string =>
  stride === 1 ? coordinate : `${coordinate} * ${integer(stride)}`;

/**
 * GLSL that turns `i`, a row-major index of `shape`, into an index for each operand: statements, then one expression each.
 */
export const indexing = (
  shape: Shape,
  operands: readonly Affine[],
): { readonly body: string; readonly indices: readonly string[] } => {
  const axes = joined(shape, operands);
  const rowMajor = stridesOf(axes.map(({ extent }) => extent));
  const inOrder = operands.map(
    ({ offset }, operand) =>
      offset === 0 && axes.every(({ strides }, index) => strides[operand] === rowMajor[index]),
  );
  const used = axes.map(({ strides }) =>
    strides.some((stride, operand) => stride !== 0 && !inOrder[operand]),
  );
  const coordinates = axes.map((_, index) => (axes.length === 1 ? 'i' : `c${index}`));
  const statements: string[] = [];
  let below = 1;
  for (let index = axes.length - 1; index >= 0 && axes.length > 1; index--) {
    if (used[index]) {
      const divided = below === 1 ? 'i' : `i / ${below}`;
      statements.push(`int c${index} = ${index === 0 ? divided : `(${divided}) % ${axes[index]!.extent}`};`);
    }
    below *= axes[index]!.extent;
  }
  const indices = operands.map(({ offset }, operand) => {
    if (inOrder[operand] && axes.length > 0) return 'i';
    const terms = axes.flatMap(({ strides }, index) =>
      strides[operand] === 0 ? [] : [term(coordinates[index]!, strides[operand]!)],
    );
    if (offset !== 0 || terms.length === 0) terms.unshift(integer(offset));
    return terms.join(' + ');
  });
  return { body: statements.join('\n  '), indices };
};

/** GLSL that declares the coordinates of a row-major index: `int n0 = …; int n1 = …;` for names n0, n1, outermost first. */
export const unravel = (index: string, shape: Shape, names: readonly string[]): string => {
  const strides = stridesOf(shape);
  return shape
    .map((extent, axis) => {
      const divided = strides[axis] === 1 ? index : `${index} / ${strides[axis]}`;
      return `int ${names[axis]} = ${axis === 0 ? divided : `(${divided}) % ${extent}`};`;
    })
    .join('\n  ');
};

/** The row-major index of coordinates, as GLSL. */
export const ravel = (shape: Shape, names: readonly string[]): string =>
  names.reduce((index, name, axis) => (axis === 0 ? name : `(${index}) * ${shape[axis]} + ${name}`), '0');
