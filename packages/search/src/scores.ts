import type { Ops } from '@neurite/contract';

/** The logarithm of the mean of numbers that are given by their logarithms, one of each list. */
export const logMeanExp = <T>(logs: readonly T[], ops: Ops<T>): T => {
  const most = logs.reduce((a, b) => ops.maximum(a, b));
  const sum = logs.map((x) => ops.exp(ops.sub(x, most))).reduce((a, b) => ops.add(a, b));
  return ops.add(most, ops.sub(ops.log(sum), Math.log(logs.length)));
};

export const meanOf = <T>(xs: readonly T[], ops: Ops<T>): T =>
  ops.div(
    xs.reduce((a, b) => ops.add(a, b)),
    xs.length,
  );
