import { deviation, mean } from './statistics.js';

/** Whether the means of two samples differ by more than two standard errors of their difference. */
export const meansDiffer = (a: readonly number[], b: readonly number[]): boolean => {
  // The variance of a population, as `deviation` has it, is too small for a sample by (n − 1) / n.
  const variance = (values: readonly number[]): number => deviation(values) ** 2 / (values.length - 1);
  return Math.abs(mean(a) - mean(b)) > 2 * Math.sqrt(variance(a) + variance(b));
};
