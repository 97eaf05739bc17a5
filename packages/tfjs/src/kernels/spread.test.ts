import { sizeOf, type Shape } from '@neurite/contract';
import { commonShape, spreadOf } from './spread.js';

const operand = (...shape: number[]) => ({ shape, size: sizeOf(shape) });

/** The element of an operand that stands beside element `index` of the result, by the definition of broadcasting. */
const beside = (shape: Shape, result: Shape, index: number): number => {
  let [rest, at, stride] = [index, 0, 1];
  for (let axis = result.length - 1; axis >= 0; axis--) {
    const place = rest % result[axis]!;
    rest = Math.floor(rest / result[axis]!);
    const extent = shape[axis - result.length + shape.length] ?? 1;
    if (extent > 1) at += place * stride;
    stride *= extent;
  }
  return at;
};

/** The elements of operands as a kernel meets them, in the order of the result. */
const walk = (operands: readonly ReturnType<typeof operand>[], result: Shape): number[][] => {
  const { rows, count, single, steps, blocks } = spreadOf(operands, result);
  const met: number[][] = [];
  for (const { operands: starts, result: first } of blocks)
    for (let row = 0; row < rows; row++)
      for (let i = 0; i < count; i++)
        met[first + row * count + i] = starts.map(
          (start, k) => start + row * steps[k]! + ((single >> k) & 1 ? 0 : i),
        );
  return met;
};

describe('spreadOf', () => {
  it.each([
    ['one shape', [operand(2, 3), operand(2, 3)]],
    ['a number', [operand(4, 2), operand()]],
    ['a number with axes', [operand(4), operand(1, 1)]],
    ['numbers only', [operand(1), operand()]],
    ['a row', [operand(5, 2, 3), operand(3)]],
    ['a column', [operand(5, 3), operand(5, 1)]],
    ['a row and a column', [operand(1, 3), operand(4, 1)]],
    ['an axis in the middle', [operand(2, 3, 4), operand(2, 1, 4)]],
    ['channels of pictures in front', [operand(2, 3, 4, 5), operand(1, 3, 1, 1)]],
    ['every other axis', [operand(2, 1, 3, 1, 2), operand(1, 4, 1, 5, 1)]],
    ['three operands', [operand(2, 3), operand(3), operand(2, 1)]],
  ])('meets the elements that broadcasting puts together: %s', (_, operands) => {
    const result = commonShape(operands);
    const expected = Array.from({ length: sizeOf(result) }, (_, index) =>
      operands.map(({ shape }) => beside(shape, result, index)),
    );
    expect(walk(operands, result)).toEqual(expected);
  });

  it('takes the usual cases in one row', () => {
    expect(spreadOf([operand(7, 9), operand(7, 9)], [7, 9])).toMatchObject({ rows: 1, count: 63, single: 0 });
    expect(spreadOf([operand(7, 9), operand(1)], [7, 9])).toMatchObject({ rows: 1, count: 63, single: 2 });
  });
});

describe('commonShape', () => {
  it('is the shape that all of them grow to', () => {
    expect(commonShape([operand(2, 1), operand(3)])).toEqual([2, 3]);
    expect(commonShape([operand(4), operand(1, 1)])).toEqual([1, 4]);
    expect(() => commonShape([operand(2), operand(3)])).toThrow();
  });
});
