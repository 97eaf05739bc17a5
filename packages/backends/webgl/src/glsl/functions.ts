// Functions that GLSL lacks, leaves undefined somewhere, or computes too roughly near zero. Each is plain text and names the ones
// that it calls, so that a shader carries only what it needs. Series are cut where the next term is below half a unit in the last
// place of float32.

interface GlslFunction {
  readonly needs?: readonly FunctionName[];
  readonly code: string;
}

const table = {
  isNan: { code: `bool isNan(float x) { return (floatBitsToUint(x) & 0x7fffffffu) > 0x7f800000u; }` },
  isFinite: { code: `bool isFinite(float x) { return (floatBitsToUint(x) & 0x7f800000u) != 0x7f800000u; }` },
  // Constants by their bits: GLSL has no literals for them, and 0./0. may be folded to anything.
  constants: {
    code: `#define NOT_A_NUMBER uintBitsToFloat(0x7fc00000u)
#define POSITIVE_INFINITY uintBitsToFloat(0x7f800000u)
#define NEGATIVE_INFINITY uintBitsToFloat(0xff800000u)`,
  },
  signOf: { code: `float signOf(float x) { return x > 0. ? 1. : x < 0. ? -1. : x; }` },
  logOf: {
    needs: ['constants', 'isFinite'],
    code: `float logOf(float x) {
  if (x == 0.) return NEGATIVE_INFINITY;
  if (x < 0.) return NOT_A_NUMBER;
  return isFinite(x) ? log(x) : x;
}`,
  },
  expOf: {
    needs: ['constants', 'isNan'],
    // Beyond these GPUs may give anything. 88.73 is the first that overflows float32, −104 rounds to 0 even without subnormals.
    code: `float expOf(float x) {
  if (isNan(x)) return x;
  return x > 88.73 ? POSITIVE_INFINITY : x < -104. ? 0. : exp(x);
}`,
  },
  expm1Of: {
    needs: ['expOf'],
    // eˣ − 1 cancels near 0; below 0.35 the Taylor series with eight terms is exact to float32.
    code: `float expm1Of(float x) {
  if (abs(x) >= 0.35) return expOf(x) - 1.;
  return x * (1. + x * (1. / 2. + x * (1. / 6. + x * (1. / 24. + x * (1. / 120. + x * (1. / 720. + x * (1. / 5040. + x / 40320.)))))));
}`,
  },
  log1pOf: {
    needs: ['isNan', 'logOf'],
    // log(1 + x) = 2·artanh(x / (2 + x)); the odd series in an argument below 0.2 needs six terms.
    code: `float log1pOf(float x) {
  if (x < -0.25 || x > 0.35 || isNan(x)) return logOf(1. + x);
  float s = x / (2. + x);
  float q = s * s;
  return 2. * s * (1. + q * (1. / 3. + q * (1. / 5. + q * (1. / 7. + q * (1. / 9. + q / 11.)))));
}`,
  },
  sqrtOf: {
    needs: ['constants', 'isFinite'],
    code: `float sqrtOf(float x) { return x < 0. ? NOT_A_NUMBER : isFinite(x) ? sqrt(x) : x; }`,
  },
  rsqrtOf: {
    needs: ['constants', 'isNan', 'isFinite'],
    code: `float rsqrtOf(float x) {
  if (x < 0.) return NOT_A_NUMBER;
  // 1 / √−0 is −∞.
  if (x == 0.) return floatBitsToUint(x) == 0u ? POSITIVE_INFINITY : NEGATIVE_INFINITY;
  return isFinite(x) ? inversesqrt(x) : isNan(x) ? x : 0.;
}`,
  },
  // The argument less the nearest multiple q of π/2, in three parts so that the difference keeps its bits; then Taylor series on [−π/4, π/4].
  turned: {
    needs: ['constants', 'isFinite'],
    code: `float turned(float x, float quarter) {
  if (!isFinite(x)) return NOT_A_NUMBER;
  float q = floor(x * 0.63661977 + 0.5);
  float r = ((x - q * 1.5703125) - q * 4.837512969970703e-4) - q * 7.549789948768648e-8;
  float s = r * r;
  float turn = q + quarter;
  turn -= 4. * floor(turn / 4.);
  float odd = r * (1. + s * (-1. / 6. + s * (1. / 120. + s * (-1. / 5040. + s / 362880.))));
  float even = 1. + s * (-1. / 2. + s * (1. / 24. + s * (-1. / 720. + s / 40320.)));
  float value = (turn == 1. || turn == 3.) ? even : odd;
  return turn >= 2. ? -value : value;
}`,
  },
  tanhOf: {
    needs: ['expm1Of'],
    // (1 − e) / (1 + e) with e = e^(−2|x|): neither overflows nor cancels.
    code: `float tanhOf(float x) {
  float m = expm1Of(-2. * abs(x));
  float t = -m / (m + 2.);
  return x < 0. ? -t : t;
}`,
  },
  sigmoidOf: { needs: ['expOf'], code: `float sigmoidOf(float x) { return 1. / (1. + expOf(-x)); }` },
  erfOf: {
    needs: ['expOf'],
    // Below 1.5 the series of positive terms 2/√π · e^(−x²) · Σ 2ⁿ x²ⁿ⁺¹ / (2n + 1)!!, beyond it Abramowitz and Stegun 7.1.26,
    // whose error of 1.5e-7 is then relative to a value close to 1.
    code: `float erfOf(float x) {
  float a = abs(x);
  float value;
  if (a < 1.5) {
    float term = a;
    float sum = a;
    for (int n = 1; n <= 16; n++) {
      term *= 2. * a * a / float(2 * n + 1);
      sum += term;
    }
    value = 1.1283791670955126 * exp(-a * a) * sum;
  } else {
    float t = 1. / (1. + 0.3275911 * a);
    value = 1. - ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t + 0.254829592) * t * expOf(-a * a);
  }
  return x < 0. ? -value : value;
}`,
  },
  powOf: {
    needs: ['constants', 'isNan', 'isFinite'],
    // GLSL's pow is undefined for negative bases, and for 0 with exponents that are not positive.
    code: `float powOf(float x, float y) {
  if (y == 0. || x == 1.) return 1.;
  if (isNan(x) || isNan(y)) return NOT_A_NUMBER;
  float size = abs(x);
  float value;
  if (size == 1.) value = 1.;
  else if (size == 0. || !isFinite(x) || !isFinite(y)) value = (size < 1.) == (y < 0.) ? POSITIVE_INFINITY : 0.;
  else if (y == 2.) value = x * x;
  else value = pow(size, y);
  if (x >= 0. || !isFinite(y)) return value;
  if (floor(y) != y) return isFinite(x) ? NOT_A_NUMBER : value;
  return abs(y - 2. * floor(y / 2.)) == 1. ? -value : value;
}`,
  },
  // Whole powers by squaring: exact as long as the result is below 2²⁴.
  integerPower: {
    code: `float integerPower(float x, float y) {
  if (y < 0.) return x == 1. ? 1. : x == -1. ? (int(-y) % 2 == 1 ? -1. : 1.) : 0.;
  float value = 1.;
  float square = x;
  for (int n = int(y); n > 0; n /= 2) {
    if (n % 2 == 1) value *= square;
    square *= square;
  }
  return value;
}`,
  },
  // Division of floats may be off by a unit in the last place: fatal where the quotient is whole.
  integerQuotient: {
    code: `float integerQuotient(float x, float y) {
  int a = int(x);
  int b = int(y);
  if (b == 0) return 0.;
  int q = a / b;
  return float(q * b != a && (a < 0) != (b < 0) ? q - 1 : q);
}`,
  },
  maximumOf: {
    needs: ['isNan'],
    code: `float maximumOf(float x, float y) { return isNan(x) ? x : isNan(y) ? y : max(x, y); }`,
  },
  minimumOf: {
    needs: ['isNan'],
    code: `float minimumOf(float x, float y) { return isNan(x) ? x : isNan(y) ? y : min(x, y); }`,
  },
  truncated: { needs: ['isNan'], code: `float truncated(float x) { return isNan(x) ? 0. : trunc(x); }` },
  // Whether x replaces the largest so far: NaN is larger than everything, and of equals the first stays.
  beats: { needs: ['isNan'], code: `bool beats(float x, float y) { return isNan(x) ? !isNan(y) : x > y; }` },
} as const satisfies Readonly<Record<string, { needs?: readonly string[]; code: string }>>;

export type FunctionName = keyof typeof table;

/** The text of the named functions and of all that they call, callees first. */
export const functions = (names: Iterable<FunctionName>): readonly string[] => {
  const found = new Set<FunctionName>();
  const add = (name: FunctionName): void => {
    const entry: GlslFunction = table[name];
    entry.needs?.forEach(add);
    found.add(name);
  };
  for (const name of names) add(name);
  return [...found].map((name) => table[name].code);
};
