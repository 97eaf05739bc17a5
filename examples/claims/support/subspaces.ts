import { hostRandom } from '@neurite/tfjs';

type Vector = Float64Array;

const dot = (a: Vector, b: Vector): number => a.reduce((sum, value, at) => sum + value * b[at]!, 0);

/** Orthonormal vectors that span the same space, by Gram and Schmidt; done twice, since once leaves rounding behind. */
export const orthonormal = (vectors: readonly Vector[]): readonly Vector[] => {
  const once = (list: readonly Vector[]): readonly Vector[] => {
    const basis: Vector[] = [];
    for (const vector of list) {
      const rest = Float64Array.from(vector);
      for (const axis of basis) {
        const along = dot(axis, rest);
        for (let at = 0; at < rest.length; at++) rest[at]! -= along * axis[at]!;
      }
      const length = Math.sqrt(dot(rest, rest));
      basis.push(rest.map((value) => value / length));
    }
    return basis;
  };
  return once(once(vectors));
};

/** `count` random directions. */
export const randomVectors = (count: number, size: number): readonly Vector[] => {
  const random = hostRandom(7, 'directions');
  return Array.from({ length: count }, () => Float64Array.from({ length: size }, () => random.normal()));
};

// Each pass separates neighbouring axes by the ratio of their variances.
const PASSES = 200;

/** The axes of greatest variance of rows whose mean is 0: subspace iteration with their covariance, in float64. */
export const principalAxes = (rows: readonly ArrayLike<number>[], count: number): readonly Vector[] => {
  const size = rows[0]!.length;
  const covariance = Array.from({ length: size }, () => new Float64Array(size));
  for (const row of rows)
    for (let i = 0; i < size; i++)
      for (let j = 0; j < size; j++) covariance[i]![j]! += (row[i]! * row[j]!) / rows.length;
  let axes = orthonormal(randomVectors(count, size));
  for (let pass = 0; pass < PASSES; pass++)
    axes = orthonormal(axes.map((axis) => Float64Array.from(covariance, (line) => dot(line, axis))));
  return axes;
};

/** The largest angle between two spaces of one dimension, in degrees: how far a vector of one can be from all of the other. */
export const largestAngle = (a: readonly Vector[], b: readonly Vector[]): number => {
  const [first, second] = [orthonormal(a), orthonormal(b)];
  // sin² of the angle is the largest eigenvalue of 1 − MᵀM, M the products of both bases.
  const products = first.map((x) => second.map((y) => dot(x, y)));
  let vector = Float64Array.from(second, (_, at) => 1 + at / 10);
  let eigenvalue = 0;
  for (let pass = 0; pass < 500; pass++) {
    const across = products.map((row) => row.reduce((sum, value, at) => sum + value * vector[at]!, 0));
    const next = vector.map(
      (value, at) => value - products.reduce((sum, row, k) => sum + row[at]! * across[k]!, 0),
    );
    eigenvalue = Math.sqrt(dot(next, next) / dot(vector, vector));
    const length = Math.sqrt(dot(next, next));
    if (length === 0) return 0;
    vector = next.map((value) => value / length);
  }
  return (Math.asin(Math.min(1, Math.sqrt(eigenvalue))) * 180) / Math.PI;
};

/** The mean square of what rows lose where they are projected onto a space. */
export const projectionError = (rows: readonly ArrayLike<number>[], space: readonly Vector[]): number => {
  const axes = orthonormal(space);
  const lost = rows.map((row) => {
    const vector = Float64Array.from(row);
    return dot(vector, vector) - axes.reduce((sum, axis) => sum + dot(axis, vector) ** 2, 0);
  });
  return lost.reduce((sum, value) => sum + value, 0) / rows.length / rows[0]!.length;
};
