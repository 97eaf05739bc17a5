import { broadcastStrides, indexing, ravel, stridesOf, unravel } from './coordinates.js';

/** Runs the generated text as JavaScript: the subset used here differs only in what division means. */
const evaluate = (body: string, expressions: readonly string[], i: number): readonly number[] => {
  const script = body
    .replaceAll('int ', 'const ')
    .replaceAll(/\((i(?: \/ \d+)?)\) %/g, 'Math.floor($1) %')
    .replaceAll(/= (i \/ \d+);/g, '= Math.floor($1);');
  return new Function('i', `${script}\nreturn [${expressions.join(', ')}];`)(i) as readonly number[];
};

/** By hand: the coordinates of a row-major index. */
const coordinatesOf = (index: number, shape: readonly number[]): readonly number[] =>
  shape.map((extent, axis) => Math.floor(index / stridesOf(shape)[axis]!) % extent);

it('strides are distances in row-major order', () => {
  expect(stridesOf([2, 3, 4])).toEqual([12, 4, 1]);
  expect(stridesOf([])).toEqual([]);
  expect(broadcastStrides([2, 1, 4])).toEqual([4, 0, 1]);
});

describe('indexing', () => {
  it.each([
    {
      shape: [2, 3, 4],
      operands: [
        [12, 4, 1],
        [0, 4, 1],
        [0, 0, 1],
        [12, 0, 0],
      ],
    },
    {
      shape: [3, 4],
      operands: [
        [1, 3],
        [4, -1],
      ],
    },
    {
      shape: [5, 1, 2, 3],
      operands: [
        [6, 7, 3, 1],
        [0, 0, 0, 0],
      ],
    },
    { shape: [1, 1], operands: [[9, 9]] },
    { shape: [], operands: [[]] },
  ])('reads operands of $operands over $shape', ({ shape, operands }) => {
    const affine = operands.map((strides, index) => ({ strides, offset: 10 * index }));
    const { body, indices } = indexing(shape, affine);
    const size = shape.reduce((a, b) => a * b, 1);
    for (let i = 0; i < size; i++) {
      const place = coordinatesOf(i, shape);
      const expected = affine.map(({ offset, strides }) =>
        place.reduce((sum, at, axis) => sum + at * strides[axis]!, offset),
      );
      expect(evaluate(body, indices, i)).toEqual(expected);
    }
  });

  it('divides nothing where operands are read in order', () => {
    expect(indexing([2, 3, 4], [{ offset: 0, strides: [12, 4, 1] }])).toEqual({ body: '', indices: ['i'] });
  });

  it('joins axes that belong together', () => {
    const { body, indices } = indexing([2, 3, 4], [{ offset: 0, strides: [0, 4, 1] }]);
    expect({ body, indices }).toEqual({ body: 'int c1 = (i) % 12;', indices: ['c1'] });
  });
});

it('unravel and ravel are opposites', () => {
  const names = ['a', 'b', 'c'];
  for (let i = 0; i < 24; i++)
    expect(evaluate(unravel('i', [2, 3, 4], names), [ravel([2, 3, 4], names)], i)).toEqual([i]);
  expect(ravel([], [])).toBe('0');
});
