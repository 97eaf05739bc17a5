import { type Extent, print, sameExtent } from '../extents/extent.js';
import { isBatch } from './type.js';
import { type Problem, printShape, problem } from './value.js';

const one = (extent: Extent): boolean => extent === 1;

/** Two shapes aligned at their trailing axes, as NumPy does; a batch axis meets only a batch axis, 1, or nothing. */
export const broadcast = (a: readonly Extent[], b: readonly Extent[]): readonly Extent[] | Problem => {
  const rank = Math.max(a.length, b.length);
  const result: Extent[] = [];
  for (let axis = 0; axis < rank; axis++) {
    const x = a[a.length - rank + axis];
    const y = b[b.length - rank + axis];
    if (x === undefined || y === undefined) result.push((x ?? y)!);
    else if (sameExtent(x, y) || one(y)) result.push(x);
    else if (one(x)) result.push(y);
    else return problem(mismatch(a, b, x, y));
  }
  return result;
};

const mismatch = (a: readonly Extent[], b: readonly Extent[], x: Extent, y: Extent): string => {
  const [first, second] = [a, b].map((shape) => printShape(isBatch(shape[0]) ? shape.slice(1) : shape));
  const pair =
    typeof x === 'number' && typeof y === 'number'
      ? `${x} is not ${y}`
      : `${print(x)} and ${print(y)} may differ`;
  return `${first} and ${second} do not fit: ${pair}, and neither is 1`;
};

/** The shape of a matrix product over the last two axes; those before broadcast. */
export const matrixProduct = (a: readonly Extent[], b: readonly Extent[]): readonly Extent[] | Problem => {
  if (a.length < 2 || b.length < 2) return problem('both sides of a matrix product need at least two axes');
  const lead = broadcast(a.slice(0, -2), b.slice(0, -2));
  return 'problem' in lead ? lead : [...lead, a.at(-2)!, b.at(-1)!];
};
