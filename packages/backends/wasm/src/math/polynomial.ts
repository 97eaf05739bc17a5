import { f32x4, f64x2, type V128 } from '../encoder/index.js';

/** What the arithmetic of a lane width offers to formulas. */
export interface Arithmetic {
  constant(value: number): V128;
  add(a: V128, b: V128): V128;
  sub(a: V128, b: V128): V128;
  mul(a: V128, b: V128): V128;
}

/** Horner's rule; `coefficients` from the constant one up. x must be cheap to repeat. */
export const polynomial = (arithmetic: Arithmetic, x: V128, coefficients: readonly number[]): V128 =>
  coefficients
    .slice(0, -1)
    .reduceRight<V128>(
      (sum, coefficient) => arithmetic.add(arithmetic.mul(sum, x), arithmetic.constant(coefficient)),
      arithmetic.constant(coefficients.at(-1)!),
    );

export const polynomial32 = (x: V128, coefficients: readonly number[]): V128 =>
  polynomial(f32x4, x, coefficients);
export const polynomial64 = (x: V128, coefficients: readonly number[]): V128 =>
  polynomial(f64x2, x, coefficients);
