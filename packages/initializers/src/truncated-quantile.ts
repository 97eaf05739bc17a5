import type { Ops } from '@neurite/contract';

/** P(|z| < 2) of a standard normal z: erf(√2). */
const kept = 0.954499736103642;

/**
 * erf⁻¹(x) / x as a polynomial in −ln(1 − x²) − 2.5, highest power first; within 2⁻²³ for |x| < 0.9966.
 * Giles, "Approximating the erfinv function", GPU Computing Gems (2010), table for single precision.
 */
const coefficients = [
  2.81022636e-8, 3.43273939e-7, -3.5233877e-6, -4.39150654e-6, 2.1858087e-4, -1.25372503e-3, -4.17768164e-3,
  0.246640727, 1.50140941,
] as const;

/** The standard normal, cut at ±2, from uniform numbers in [0, 1): the inverse of its distribution function. */
export const truncatedQuantile = <T>(uniform: T, ops: Ops<T>): T => {
  const x = ops.mul(ops.sub(ops.mul(uniform, 2), 1), kept);
  const w = ops.sub(ops.neg(ops.log(ops.sub(1, ops.square(x)))), 2.5);
  const [first, ...rest] = coefficients;
  const start = ops.add(ops.mul(w, first), rest[0]!);
  const quotient = rest
    .slice(1)
    .reduce<T>((sum, coefficient) => ops.add(ops.mul(sum, w), coefficient), start);
  return ops.mul(ops.mul(quotient, x), Math.SQRT2);
};
