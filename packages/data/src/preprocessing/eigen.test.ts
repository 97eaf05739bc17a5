import { hostRandom } from '@neurite/program';
import { symmetricEigen } from './eigen.js';

const random = (n: number, seed: number): Float64Array => {
  const stream = hostRandom(seed, 'matrix');
  const matrix = new Float64Array(n * n);
  for (let i = 0; i < n; i++)
    for (let j = 0; j <= i; j++) matrix[i * n + j] = matrix[j * n + i] = stream.normal();
  return matrix;
};

describe('symmetricEigen', () => {
  it('finds the eigenvalues of second differences', () => {
    const n = 12;
    const matrix = new Float64Array(n * n);
    for (let i = 0; i < n; i++) {
      matrix[i * n + i] = 2;
      if (i > 0) matrix[i * n + i - 1] = matrix[(i - 1) * n + i] = -1;
    }
    const { values } = symmetricEigen(matrix, n);
    // Known in closed form.
    values.forEach((value, k) =>
      expect(value).toBeCloseTo(2 - 2 * Math.cos(((n - k) * Math.PI) / (n + 1)), 12),
    );
  });

  it.each([1, 2, 3, 10, 40])('gives orthonormal vectors that the matrix only stretches, for n = %d', (n) => {
    const matrix = random(n, n);
    const { values, vectors } = symmetricEigen(matrix, n);
    for (let a = 0; a < n; a++) {
      const vector = vectors.subarray(a * n, (a + 1) * n);
      for (let i = 0; i < n; i++) {
        const image = vector.reduce((sum, value, j) => sum + matrix[i * n + j]! * value, 0);
        expect(image).toBeCloseTo(values[a]! * vector[i]!, 10);
      }
      for (let b = 0; b <= a; b++) {
        const product = vector.reduce((sum, value, i) => sum + value * vectors[b * n + i]!, 0);
        expect(product).toBeCloseTo(a === b ? 1 : 0, 10);
      }
      if (a > 0) expect(values[a]!).toBeLessThanOrEqual(values[a - 1]!);
    }
  });

  it('takes matrices without anything beside the diagonal, and without anything', () => {
    expect(symmetricEigen(Float64Array.of(1, 0, 0, 0, 3, 0, 0, 0, 2), 3)).toEqual({
      values: Float64Array.of(3, 2, 1),
      vectors: Float64Array.of(0, 1, 0, 0, 0, 1, 1, 0, 0),
    });
    expect([...symmetricEigen(new Float64Array(4), 2).values]).toEqual([0, 0]);
  });
});
