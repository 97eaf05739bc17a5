/** Scalar functions in float64 that JavaScript lacks. */

export const sigmoid = (x: number): number => {
  if (x >= 0) return 1 / (1 + Math.exp(-x));
  const e = Math.exp(x);
  return e / (1 + e);
};

/**
 * The error function, to about 1e-15 relative.
 * Below 3 the series 2/√π · e^(−x²) · Σ 2ⁿ x²ⁿ⁺¹ / (2n + 1)!!, whose terms are all positive; above, the continued fraction of erfc.
 *
 * @see Abramowitz, Stegun, Handbook of Mathematical Functions, 7.1.6 and 7.1.14.
 */
export const erf = (x: number): number => {
  if (Number.isNaN(x)) return x;
  const size = Math.abs(x);
  if (size < 3) {
    let term = size;
    let sum = term;
    for (let n = 1; term > sum * 1e-17; n++) {
      term *= (2 * size * size) / (2 * n + 1);
      sum += term;
    }
    return Math.sign(x) * 2 * Math.sqrt(1 / Math.PI) * Math.exp(-size * size) * sum;
  }
  // 6.1 is beyond where 1 − erfc rounds to 1.
  if (size > 6.1) return Math.sign(x);
  let fraction = size;
  for (let n = 60; n >= 1; n--) fraction = size + n / 2 / fraction;
  return Math.sign(x) * (1 - (Math.exp(-size * size) * Math.sqrt(1 / Math.PI)) / fraction);
};

/** Whether a replaces b as the largest: NaN is larger than everything, and of equals the first stays. */
export const beats = (a: number, b: number): boolean => a > b || (a !== a && b === b);
