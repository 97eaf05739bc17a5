import type { HostTensor } from '@neurite/contract';

/** |actual − expected| ≤ absolute + relative · |expected|. */
export interface Tolerance {
  readonly absolute: number;
  readonly relative: number;
}

export const singlePrecision: Tolerance = { absolute: 1e-6, relative: 1e-5 };

const typeText = ({ dtype, shape }: HostTensor): string => `${dtype}[${shape.join(', ')}]`;

const indexText = (flatIndex: number, shape: readonly number[]): string => {
  const indices = shape.map(() => 0);
  for (let axis = shape.length - 1, rest = flatIndex; axis >= 0; axis--) {
    indices[axis] = rest % shape[axis]!;
    rest = Math.floor(rest / shape[axis]!);
  }
  return `[${indices.join(', ')}]`;
};

const isWithin = (actual: number, expected: number, { absolute, relative }: Tolerance): boolean => {
  if (Number.isNaN(expected)) return Number.isNaN(actual);
  if (!Number.isFinite(expected)) return actual === expected;
  return Math.abs(actual - expected) <= absolute + relative * Math.abs(expected);
};

/**
 * What is wrong with a tensor, in words, or undefined. Types must agree; NaN and infinities must stand where they should;
 * −0 is 0. float32 is compared as single precision: what overflows there is expected to be infinite.
 */
export const compare = (
  actual: HostTensor,
  expected: HostTensor,
  tolerance: Tolerance = singlePrecision,
): string | undefined => {
  if (typeText(actual) !== typeText(expected))
    return `is ${typeText(actual)}, should be ${typeText(expected)}`;
  if (actual.data.length !== expected.data.length)
    return `has ${actual.data.length} elements, not ${expected.data.length}`;
  const isFloat = expected.dtype === 'float32';
  const wrong: number[] = [];
  expected.data.forEach((value, index) => {
    const found = actual.data[index]!;
    const isRight = isFloat ? isWithin(Math.fround(found), Math.fround(value), tolerance) : found === value;
    if (!isRight) wrong.push(index);
  });
  if (wrong.length === 0) return undefined;
  const shown = wrong
    .slice(0, 3)
    .map(
      (index) =>
        `${actual.data[index]} instead of ${expected.data[index]} at ${indexText(index, expected.shape)}`,
    );
  return `${wrong.length} of ${expected.data.length} elements differ: ${shown.join('; ')}`;
};

/** What differs in any bit that can be seen, in words, or undefined; −0 is not 0, NaN is NaN. */
export const compareBits = (actual: HostTensor, expected: HostTensor): string | undefined => {
  const index = expected.data.findIndex((value, place) => !Object.is(actual.data[place], value));
  if (index < 0 && typeText(actual) === typeText(expected)) return undefined;
  return `is ${actual.data[index]}, was ${expected.data[index]} at ${indexText(index, expected.shape)}`;
};

/** The first difference between two lists of tensors. */
export const compareAll = (
  actual: readonly HostTensor[],
  expected: readonly HostTensor[],
  names: readonly string[],
  difference: (actual: HostTensor, expected: HostTensor) => string | undefined,
): string | undefined => {
  if (actual.length !== expected.length) return `${actual.length} results, should be ${expected.length}`;
  for (const [index, each] of expected.entries()) {
    const problem = difference(actual[index]!, each);
    if (problem !== undefined) return `${names[index]} ${problem}`;
  }
  return undefined;
};

/** Fails the running test where `compare` has something to say. */
export const expectClose = (actual: HostTensor, expected: HostTensor, tolerance?: Tolerance): void => {
  const difference = compare(actual, expected, tolerance);
  if (difference !== undefined) throw new Error(`The tensor ${difference}.`);
};
