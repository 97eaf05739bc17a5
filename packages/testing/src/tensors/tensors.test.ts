import { compare, expectClose } from './compare.js';
import { draw } from './draw.js';
import { centralDifferences } from './finite-differences.js';
import { flat, nested, tensor } from './nested.js';

describe('tensor and nested', () => {
  it('are opposites', () => {
    expect(
      nested(
        tensor([
          [1, 2],
          [3, 4],
          [5, 6],
        ]),
      ),
    ).toEqual([
      [1, 2],
      [3, 4],
      [5, 6],
    ]);
    expect(nested(tensor([true, false]))).toEqual([true, false]);
    expect(tensor([[1], [2]], 'int32')).toEqual({ dtype: 'int32', shape: [2, 1], data: Int32Array.of(1, 2) });
    expect(tensor(7)).toMatchObject({ dtype: 'float32', shape: [] });
  });

  it('refuse ragged rows and wrong counts', () => {
    expect(() => tensor([[1, 2], [3]])).toThrow('have 3 elements');
    expect(() => flat([2, 2], [1])).toThrow('does not have 1 elements');
  });
});

describe('compare', () => {
  it('tells types, places and values', () => {
    expect(compare(tensor([1, 2]), tensor([1, 2]))).toBeUndefined();
    expect(compare(tensor([1, 2], 'int32'), tensor([1, 2]))).toBe('is int32[2], should be float32[2]');
    expect(
      compare(
        tensor([
          [1, 2],
          [3, 5],
        ]),
        tensor([
          [1, 2],
          [3, 4],
        ]),
      ),
    ).toBe('1 of 4 elements differ: 5 instead of 4 at [1, 1]');
    expect(() => expectClose(tensor([1]), tensor([2]))).toThrow('1 instead of 2 at [0]');
  });

  it('wants NaN and infinities where they belong, and infinities for what single precision cannot hold', () => {
    expect(compare(tensor([NaN, Infinity]), tensor([NaN, Infinity]))).toBeUndefined();
    expect(compare(tensor([0]), tensor([NaN]))).toMatch(/0 instead of NaN/);
    expect(compare(tensor([NaN]), tensor([0]))).toMatch(/NaN instead of 0/);
    expect(compare(tensor([-Infinity]), tensor([Infinity]))).toMatch(/-Infinity instead of Infinity/);
    expect(compare(tensor([Infinity]), tensor([1e300]))).toBeUndefined();
  });

  it('takes whole numbers as they are', () => {
    expect(compare(tensor([1_000_001], 'int32'), tensor([1_000_000], 'int32'))).toMatch(/1 of 1/);
  });
});

describe('centralDifferences', () => {
  it('gives the derivative of a polynomial and of a transcendental function', () => {
    const x = tensor([0.5, -1.25]);
    const slope = centralDifferences(({ data }) => data[0]! ** 3 + Math.sin(data[1]!) * data[0]!, x);
    expect(slope.data[0]).toBeCloseTo(3 * 0.25 + Math.sin(-1.25), 9);
    expect(slope.data[1]).toBeCloseTo(0.5 * Math.cos(-1.25), 9);
  });
});

describe('draw', () => {
  it('gives the same numbers for the same seed, of single precision and within bounds', () => {
    const [first, again, other] = [draw(1), draw(1), draw(2)].map((random) => random.floats([100], -2, 3));
    expect(first).toEqual(again);
    expect(first).not.toEqual(other);
    expect(first!.data.every((value) => value >= -2 && value < 3 && Math.fround(value) === value)).toBe(true);
    expect(new Set(draw(3).ints([200], 0, 4).data)).toEqual(new Set([0, 1, 2, 3]));
  });
});
