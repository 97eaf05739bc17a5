import { hostRandom } from '@neurite/program';
import * as definitions from './definitions/index.js';

const product = (matrix: Float64Array, rows: number, columns: number, transpose: boolean): number[][] => {
  const at = (row: number, column: number) => matrix[row * columns + column]!;
  const [size, inner] = transpose ? [columns, rows] : [rows, columns];
  const entry = (i: number, j: number) => {
    let sum = 0;
    for (let k = 0; k < inner; k++) sum += transpose ? at(k, i) * at(k, j) : at(i, k) * at(j, k);
    return sum;
  };
  return Array.from({ length: size }, (_, i) => Array.from({ length: size }, (_, j) => entry(i, j)));
};

const expectIdentity = (found: number[][], scale: number): void =>
  found.forEach((row, i) => row.forEach((value, j) => expect(value).toBeCloseTo(i === j ? scale : 0, 12)));

describe('orthogonal matrices', () => {
  for (const [rows, columns] of [
    [30, 30],
    [40, 12],
    [12, 40],
    [1, 5],
    [5, 1],
  ] as const) {
    it(`${rows}×${columns}: the shorter side is orthonormal`, () => {
      const context = { options: { gain: 1.5 }, random: hostRandom(3, 'w') };
      const matrix = definitions.orthogonal.initialize(
        { shape: [rows, columns], fanIn: rows, fanOut: columns },
        context,
      );
      expectIdentity(product(matrix, rows, columns, rows >= columns), 2.25);
    });
  }

  it('a delta kernel is orthogonal in the middle and 0 elsewhere', () => {
    const context = { options: { gain: 1 }, random: hostRandom(3, 'w') };
    const kernel = definitions.deltaOrthogonal.initialize(
      { shape: [3, 5, 4, 6], fanIn: 60, fanOut: 90 },
      context,
    );
    const middle = 7 * 24;
    expectIdentity(product(kernel.slice(middle, middle + 24), 4, 6, false), 1);
    expect(kernel.filter((value) => value !== 0)).toHaveLength(24);
  });
});

describe('structured initializers', () => {
  const random = hostRandom(3, 'w');

  it('identity has its gain on the diagonal', () => {
    const matrix = definitions.identity.initialize(
      { shape: [2, 3], fanIn: 2, fanOut: 3 },
      { options: { gain: 2 }, random },
    );
    expect([...matrix]).toEqual([2, 0, 0, 0, 2, 0]);
  });

  it('sparse connects each column to as many rows as it says', () => {
    const options = { sparsity: 0.9, std: 1 };
    const matrix = definitions.sparse.initialize(
      { shape: [50, 20], fanIn: 50, fanOut: 20 },
      { options, random },
    );
    for (let column = 0; column < 20; column++)
      expect(matrix.filter((value, i) => i % 20 === column && value !== 0)).toHaveLength(5);
  });

  it('gate_bias opens one gate', () => {
    const options = { gates: 4, gate: 1, value: 1 };
    const bias = definitions.gateBias.initialize({ shape: [8], fanIn: 8, fanOut: 8 }, { options, random });
    expect([...bias]).toEqual([0, 0, 1, 1, 0, 0, 0, 0]);
  });
});
