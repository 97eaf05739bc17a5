import type { HostRandom } from '@neurite/contract';

/**
 * A `rows × columns` matrix (rows ≥ columns) with orthonormal columns, uniformly distributed over all of them: Gram-Schmidt on a
 * matrix of normal values. Each column is made orthogonal twice, after which the loss of orthogonality is at rounding level.
 */
export const orthonormalColumns = (rows: number, columns: number, random: HostRandom): Float64Array => {
  const vectors: Float64Array[] = [];
  while (vectors.length < columns) {
    const vector = Float64Array.from({ length: rows }, () => random.normal());
    for (let pass = 0; pass < 2; pass++) for (const other of vectors) subtractProjection(vector, other);
    const length = Math.sqrt(dot(vector, vector));
    // A vector that lay almost in the span of the others carries only rounding errors: draw again.
    if (length > 1e-6) vectors.push(vector.map((value) => value / length));
  }
  return Float64Array.from(
    { length: rows * columns },
    (_, i) => vectors[i % columns]![Math.floor(i / columns)]!,
  );
};

const dot = (a: Float64Array, b: Float64Array): number => {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
};

const subtractProjection = (vector: Float64Array, onto: Float64Array): void => {
  const factor = dot(vector, onto);
  for (let i = 0; i < vector.length; i++) vector[i]! -= factor * onto[i]!;
};
