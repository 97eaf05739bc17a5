import type { Shape, Window } from '@neurite/contract';
import { windowExtents } from '@neurite/program';
import type { Tensor } from '@tensorflow/tfjs-core';
import { shade } from './shader.js';

/**
 * GLSL that looks for the first maximum of the window at (top, side) in `X`; NaN is greater than any number. Afterwards `row` and
 * `column` say where it is, and are −1 where the window lies outside.
 */
const search = ([, height, width]: Shape, [tall, wide]: Shape): string => `
  int row = -1; int column = -1; float best = 0.0;
  for (int u = 0; u < ${tall}; u++) for (int v = 0; v < ${wide}; v++) {
    int y = top + u; int x = side + v;
    if (y < 0 || y >= ${height} || x < 0 || x >= ${width}) continue;
    float value = getX(at.x, y, x, at.w);
    if (row < 0 || value > best || (isnan(value) && !isnan(best))) { best = value; row = y; column = x; }
  }`;

/** GLSL that finds the maximum of the window at (top, side) in `X`, or NaN where there is one; 0 where the window lies outside. */
const maximum = ([, height, width]: Shape, window: Window, places: Shape): string => {
  const { size, strides, padding } = window;
  const isInside = [height!, width!].every(
    (extent, axis) =>
      padding[axis]![0] <= 0 &&
      (places[axis + 1]! - 1) * strides[axis]! - padding[axis]![0] + size[axis]! <= extent,
  );
  const skip = `if (y < 0 || y >= ${height} || x < 0 || x >= ${width}) continue;`;
  return `
  bool isFirst = true; float best = 0.0;
  for (int u = 0; u < ${size[0]}; u++) for (int v = 0; v < ${size[1]}; v++) {
    int y = top + u; int x = side + v;
    ${isInside ? '' : skip}
    float value = getX(at.x, y, x, at.w);
    if (isFirst || value > best || isnan(value)) best = value;
    isFirst = false;
  }`;
};

const origin = ({ strides: [down, across], padding }: Window, i: string, j: string): string =>
  `int top = ${i} * ${down} - ${padding[0]![0]}; int side = ${j} * ${across} - ${padding[1]![0]};`;

/** u at the place of the first maximum of each window over pictures; undefined for other ranks. */
export const windowPick = ([x, u]: readonly Tensor[], window: Window): Tensor | undefined => {
  if (x!.rank !== 4 || x!.size === 0) return undefined;
  const shape = [x!.shape[0]!, ...windowExtents(x!.shape.slice(1, -1), window), x!.shape[3]!];
  const begin = `ivec4 at = getOutputCoords(); ${origin(window, 'at.y', 'at.z')}`;
  if (x === u)
    return shade({ X: x! }, shape, `${begin} ${maximum(x!.shape, window, shape)} setOutput(best);`);
  return shade(
    { X: x!, U: u! },
    shape,
    `${begin} ${search(x!.shape, window.size)}
    setOutput(row < 0 ? 0.0 : getU(at.x, row, column, at.w));`,
  );
};

/**
 * v of each window added where x has its first maximum, over pictures of less than 2²⁴ pixels; undefined for others. The first pass
 * numbers the places of the maxima, the second asks the windows that an element is in.
 */
export const windowPlace = ([x, v]: readonly Tensor[], window: Window): Tensor | undefined => {
  if (x!.rank !== 4 || x!.size === 0 || x!.shape[1]! * x!.shape[2]! >= 2 ** 24) return undefined;
  const [down, across] = window.strides as [number, number];
  const [tall, wide] = window.size as [number, number];
  const [above, left] = window.padding.map(([before]) => before) as [number, number];
  const [, rows, columns] = v!.shape as [number, number, number, number];
  const width = x!.shape[2]!;
  const places = shade(
    { X: x! },
    v!.shape,
    `ivec4 at = getOutputCoords(); ${origin(window, 'at.y', 'at.z')} ${search(x!.shape, window.size)}
    setOutput(row < 0 ? -1.0 : float(row * ${width} + column));`,
  );
  const placed = shade(
    { P: places, V: v! },
    x!.shape,
    `ivec4 at = getOutputCoords(); float sum = 0.0; float here = float(at.y * ${width} + at.z);
    for (int a = 0; a < ${Math.ceil(tall / down)}; a++) for (int b = 0; b < ${Math.ceil(wide / across)}; b++) {
      int i = (at.y + ${above}) / ${down} - a; int j = (at.z + ${left}) / ${across} - b;
      if (i < 0 || i >= ${rows} || j < 0 || j >= ${columns}) continue;
      if (getP(at.x, i, j, at.w) == here) sum += getV(at.x, i, j, at.w);
    }
    setOutput(sum);`,
  );
  places.dispose();
  return placed;
};
