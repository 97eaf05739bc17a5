/**
 * Logarithm, sine and cosine from + − × ÷ alone. The last bits of `Math.log` and `Math.sin` vary between engines; these do not,
 * so that the same seed gives the same weights everywhere.
 */

/** ln 2 in two parts: the first has trailing zeros, so that its product with an exponent is exact. */
const ln2High = 0.69314718036912381649;
const ln2Low = 1.90821492927058770002e-10;

/** Horner's scheme; coefficients from the constant term on. */
const polynomial = (coefficients: readonly number[], x: number): number =>
  coefficients.reduceRight((sum, coefficient) => sum * x + coefficient, 0);

/** 1, 1/3, 1/5, …: artanh(s) / s as a series in s². Twelve terms suffice for |s| ≤ 0.1716. */
const artanh = Array.from({ length: 12 }, (_, n) => 1 / (2 * n + 1));

/** 1/first!, −1/(first + 2)!, 1/(first + 4)!, …: enough for |x| ≤ π/4. */
const alternating = (first: number): readonly number[] => {
  let term = 1;
  return Array.from({ length: 10 }, (_, n) => {
    if (n > 0) term /= -(first + 2 * n - 1) * (first + 2 * n);
    return term;
  });
};
const sine = alternating(1);
const cosine = alternating(0);

/** The natural logarithm of a positive, finite number; ln x = e·ln 2 + 2·artanh((m − 1) / (m + 1)) for x = m·2ᵉ. */
export const log = (x: number): number => {
  let mantissa = x;
  let exponent = 0;
  // Powers of two are exact. The loops are short: random numbers are at least 2⁻⁵³.
  while (mantissa > Math.SQRT2) {
    mantissa /= 2;
    exponent++;
  }
  while (mantissa < Math.SQRT1_2) {
    mantissa *= 2;
    exponent--;
  }
  const s = (mantissa - 1) / (mantissa + 1);
  return exponent * ln2High + (exponent * ln2Low + 2 * s * polynomial(artanh, s * s));
};

/** The cosine and sine of an angle given in turns: cos 2πt and sin 2πt. Quarters are taken out exactly. */
export const cosineAndSine = (turns: number): readonly [cosine: number, sine: number] => {
  const quarters = Math.round(4 * turns);
  const angle = (4 * turns - quarters) * (Math.PI / 2);
  const square = angle * angle;
  const c = polynomial(cosine, square);
  const s = angle * polynomial(sine, square);
  switch (((quarters % 4) + 4) % 4) {
    case 0:
      return [c, s];
    case 1:
      return [-s, c];
    case 2:
      return [-c, -s];
    default:
      return [s, -c];
  }
};
