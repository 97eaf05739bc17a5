type Numbers = ArrayLike<number>;

const sumOf = (values: Numbers, term: (value: number) => number): number => {
  let sum = 0;
  for (let index = 0; index < values.length; index++) sum += term(values[index]!);
  return sum;
};

export const mean = (values: Numbers): number => sumOf(values, (value) => value) / values.length;

/** The standard deviation of a population. */
export const deviation = (values: Numbers): number => {
  const centre = mean(values);
  return Math.sqrt(sumOf(values, (value) => (value - centre) ** 2) / values.length);
};

export const rootMeanSquare = (values: Numbers): number =>
  Math.sqrt(sumOf(values, (value) => value * value) / values.length);

export const largest = (values: Numbers): number =>
  Array.from(values).reduce((a, b) => Math.max(a, b), -Infinity);

/** The share of values for which something is so. */
export const share = (values: Numbers, isSo: (value: number) => boolean): number =>
  sumOf(values, (value) => (isSo(value) ? 1 : 0)) / values.length;

/** The largest difference between two lists of numbers, place by place. */
export const largestDifference = (a: Numbers, b: Numbers): number =>
  largest(Array.from(a, (value, index) => Math.abs(value - b[index]!)));

/** Counts of values in `bins` equal parts of a range; what lies outside counts at its end. */
export const histogram = (values: Numbers, low: number, high: number, bins: number): readonly number[] => {
  const counts = new Array<number>(bins).fill(0);
  for (let index = 0; index < values.length; index++) {
    const bin = Math.floor(((values[index]! - low) / (high - low)) * bins);
    counts[Math.min(bins - 1, Math.max(0, bin))]!++;
  }
  return counts;
};
