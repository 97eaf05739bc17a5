import { sizeOf, type HostTensor, type Shape } from '@neurite/contract';

/** Which elements share one statistic: those of a channel (the last axis), of a feature (its place in the example), or all. */
export type Per = 'channel' | 'feature' | 'all';

export const perOption = {
  type: 'choice',
  choices: ['channel', 'feature', 'all'],
  default: 'channel',
  doc: 'What shares one statistic: each channel (last axis), each feature (place in the example), or everything.',
} as const;

/** The shape of an example, how many groups there are, and the group of each element of an example. */
const grouping = (column: HostTensor, per: Per) => {
  const shape = column.shape.slice(1);
  const size = sizeOf(shape);
  const groups = per === 'feature' ? size : per === 'channel' ? (shape.at(-1) ?? 1) : 1;
  return { shape, groups, groupOf: Int32Array.from({ length: size }, (_, offset) => offset % groups) };
};

/** Visits every element with its group, in order. */
const visit = (
  { data }: HostTensor,
  groupOf: Int32Array,
  look: (value: number, group: number) => void,
): void => {
  for (let start = 0; start < data.length; start += groupOf.length)
    for (let offset = 0; offset < groupOf.length; offset++) look(data[start + offset]!, groupOf[offset]!);
};

/** A statistic per group, spread to the shape of an example: what `apply` broadcasts over the batch. */
const spread = (values: Float64Array, shape: Shape): HostTensor => {
  const data = Float32Array.from({ length: sizeOf(shape) }, (_, offset) => values[offset % values.length]!);
  return { dtype: 'float32', shape, data };
};

/** Mean and standard deviation (divided by n) in float64, by two passes. A deviation of 0 becomes 1: what is constant stays finite. */
export const moments = (
  column: HostTensor,
  per: Per,
): { readonly mean: HostTensor; readonly deviation: HostTensor } => {
  const { shape, groups, groupOf } = grouping(column, per);
  const each = Math.max(1, column.data.length / groups);
  const sums = new Float64Array(groups);
  visit(column, groupOf, (value, group) => void (sums[group]! += value));
  const mean = sums.map((sum) => sum / each);
  const squares = new Float64Array(groups);
  visit(column, groupOf, (value, group) => void (squares[group]! += (value - mean[group]!) ** 2));
  const deviation = squares.map((sum) => Math.sqrt(sum / each) || 1);
  return { mean: spread(mean, shape), deviation: spread(deviation, shape) };
};

/** The least value and the range, which is 1 where all values are equal. */
export const extremes = (
  column: HostTensor,
  per: Per,
): { readonly least: HostTensor; readonly range: HostTensor } => {
  const { shape, groups, groupOf } = grouping(column, per);
  const isEmpty = column.data.length === 0;
  const least = new Float64Array(groups).fill(isEmpty ? 0 : Infinity);
  const most = new Float64Array(groups).fill(isEmpty ? 0 : -Infinity);
  visit(column, groupOf, (value, group) => {
    if (value < least[group]!) least[group] = value;
    if (value > most[group]!) most[group] = value;
  });
  const range = most.map((high, group) => high - least[group]! || 1);
  return { least: spread(least, shape), range: spread(range, shape) };
};
