import { sizeOf, type Fitting, type HostArray, type HostTensor, type Shape } from '@neurite/contract';

/** Which elements share one statistic: those of a channel (the last axis), of a feature (its place in the example), or all. */
export type Per = 'channel' | 'feature' | 'all';

export const perOption = {
  type: 'choice',
  choices: ['channel', 'feature', 'all'],
  default: 'channel',
  doc: 'What shares one statistic: each channel (last axis), each feature (place in the example), or everything.',
} as const;

/** How many groups there are, and the group of each element of an example. */
const grouping = ([, ...shape]: readonly number[], per: Per) => {
  const size = sizeOf(shape);
  const groups = per === 'feature' ? size : per === 'channel' ? (shape.at(-1) ?? 1) : 1;
  return { groups, groupOf: Int32Array.from({ length: size }, (_, offset) => offset % groups) };
};

/** Visits every element with its group, in order. */
const visit = (data: HostArray, groupOf: Int32Array, look: (value: number, group: number) => void): void => {
  for (let start = 0; start < data.length; start += groupOf.length)
    for (let offset = 0; offset < groupOf.length; offset++) look(data[start + offset]!, groupOf[offset]!);
};

/** A statistic per group, spread to the shape of an example: what `apply` broadcasts over the batch. */
const spread = (values: Float64Array, shape: Shape): HostTensor => {
  const data = Float32Array.from({ length: sizeOf(shape) }, (_, offset) => values[offset % values.length]!);
  return { dtype: 'float32', shape, data };
};

/** Fits on a column that is held in memory. */
export const fitWhole = <R>({ passes, result }: Fitting<R>, { data }: HostTensor): R => {
  for (const pass of passes) pass(data);
  return result();
};

/** Sums of each group, divided by how many numbers it has. */
const meansOf = (shape: readonly number[], per: Per): Fitting<Float64Array> => {
  const { groups, groupOf } = grouping(shape, per);
  const each = Math.max(1, sizeOf(shape) / groups);
  const sums = new Float64Array(groups);
  return {
    passes: [(values) => visit(values, groupOf, (value, group) => void (sums[group]! += value))],
    result: () => sums.map((sum) => sum / each),
  };
};

/** The mean in float64. */
export const centring = (shape: readonly number[], per: Per): Fitting<{ readonly mean: HostTensor }> => {
  const { passes, result } = meansOf(shape, per);
  return { passes, result: () => ({ mean: spread(result(), shape.slice(1)) }) };
};

/** Mean and standard deviation (divided by n) in float64, by two passes. A deviation of 0 becomes 1: what is constant stays finite. */
export const moments = (
  shape: readonly number[],
  per: Per,
): Fitting<{ readonly mean: HostTensor; readonly deviation: HostTensor }> => {
  const { groups, groupOf } = grouping(shape, per);
  const each = Math.max(1, sizeOf(shape) / groups);
  const means = meansOf(shape, per);
  const squares = new Float64Array(groups);
  return {
    passes: [
      ...means.passes,
      (values) => {
        const mean = means.result();
        visit(values, groupOf, (value, group) => void (squares[group]! += (value - mean[group]!) ** 2));
      },
    ],
    result: () => {
      const deviation = squares.map((sum) => Math.sqrt(sum / each) || 1);
      const example = shape.slice(1);
      return { mean: spread(means.result(), example), deviation: spread(deviation, example) };
    },
  };
};

/** The least value and the range, which is 1 where all values are equal. */
export const extremes = (
  shape: readonly number[],
  per: Per,
): Fitting<{ readonly least: HostTensor; readonly range: HostTensor }> => {
  const { groups, groupOf } = grouping(shape, per);
  const isEmpty = sizeOf(shape) === 0;
  const least = new Float64Array(groups).fill(isEmpty ? 0 : Infinity);
  const most = new Float64Array(groups).fill(isEmpty ? 0 : -Infinity);
  return {
    passes: [
      (values) =>
        visit(values, groupOf, (value, group) => {
          if (value < least[group]!) least[group] = value;
          if (value > most[group]!) most[group] = value;
        }),
    ],
    result: () => {
      const range = most.map((high, group) => high - least[group]! || 1);
      const example = shape.slice(1);
      return { least: spread(least, example), range: spread(range, example) };
    },
  };
};
