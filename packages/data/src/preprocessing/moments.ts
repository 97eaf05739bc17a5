import { sizeOf, type HostTensor, type Shape } from '@neurite/contract';

/** Which elements share one statistic: those of a channel (the last axis), of a feature (its place in the example), or all. */
export type Per = 'channel' | 'feature' | 'all';

export const perOption = {
  type: 'choice',
  choices: ['channel', 'feature', 'all'],
  default: 'channel',
  doc: 'What shares one statistic: each channel (last axis), each feature (place in the example), or everything.',
} as const;

/** Example shape, number of groups, and the group that the element at an offset of an example belongs to. */
const grouping = (column: HostTensor, per: Per) => {
  const shape = column.shape.slice(1);
  const size = sizeOf(shape);
  const groups = per === 'feature' ? size : per === 'channel' ? (shape.at(-1) ?? 1) : 1;
  return { shape, size, groups };
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
  const { shape, groups } = grouping(column, per);
  const { data } = column;
  const each = Math.max(1, data.length / groups);
  const mean = new Float64Array(groups);
  for (let at = 0; at < data.length; at++) mean[at % groups]! += data[at]!;
  for (let group = 0; group < groups; group++) mean[group]! /= each;
  const variance = new Float64Array(groups);
  for (let at = 0; at < data.length; at++) variance[at % groups]! += (data[at]! - mean[at % groups]!) ** 2;
  const deviation = variance.map((sum) => Math.sqrt(sum / each) || 1);
  return { mean: spread(mean, shape), deviation: spread(deviation, shape) };
};

/** The least value and the range, which is 1 where all values are equal. */
export const extremes = (
  column: HostTensor,
  per: Per,
): { readonly least: HostTensor; readonly range: HostTensor } => {
  const { shape, groups } = grouping(column, per);
  const { data } = column;
  const least = new Float64Array(groups).fill(data.length === 0 ? 0 : Infinity);
  const most = new Float64Array(groups).fill(data.length === 0 ? 0 : -Infinity);
  for (let at = 0; at < data.length; at++) {
    const group = at % groups;
    least[group] = Math.min(least[group]!, data[at]!);
    most[group] = Math.max(most[group]!, data[at]!);
  }
  return {
    least: spread(least, shape),
    range: spread(
      most.map((high, group) => high - least[group]! || 1),
      shape,
    ),
  };
};
