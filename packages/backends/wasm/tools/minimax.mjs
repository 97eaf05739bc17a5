// Prints the polynomial coefficients of src/math and of tools/eager: Remez' exchange on a weighted linear basis, in float64.
// Run: node packages/backends/wasm/tools/minimax.mjs

/** Solves a dense system by Gaussian elimination with partial pivoting. */
const solve = (rows) => {
  const n = rows.length;
  for (let i = 0; i < n; i++) {
    let pivot = i;
    for (let j = i + 1; j < n; j++) if (Math.abs(rows[j][i]) > Math.abs(rows[pivot][i])) pivot = j;
    [rows[i], rows[pivot]] = [rows[pivot], rows[i]];
    for (let j = i + 1; j < n; j++) {
      const factor = rows[j][i] / rows[i][i];
      for (let k = i; k <= n; k++) rows[j][k] -= factor * rows[i][k];
    }
  }
  const x = new Array(n);
  for (let i = n - 1; i >= 0; i--) {
    let sum = rows[i][n];
    for (let k = i + 1; k < n; k++) sum -= rows[i][k] * x[k];
    x[i] = sum / rows[i][i];
  }
  return x;
};

/** Finds c that minimises max |weight(x)·(target(x) − Σ c_i x^i)| on [low, high]. */
const minimax = (target, weight, degree, low, high) => {
  const count = degree + 2;
  const grid = Array.from(
    { length: 4001 },
    (_, i) => low + ((high - low) * (1 - Math.cos((Math.PI * i) / 4000))) / 2,
  );
  let points = Array.from({ length: count }, (_, i) => Math.round((i * 4000) / (count - 1)));
  let coefficients;
  for (let round = 0; round < 40; round++) {
    const rows = points.map((at, i) => {
      const x = grid[at];
      return [
        ...Array.from({ length: degree + 1 }, (_, k) => x ** k),
        (i % 2 ? 1 : -1) / weight(x),
        target(x),
      ];
    });
    coefficients = solve(rows).slice(0, degree + 1);
    const error = grid.map(
      (x) => weight(x) * (target(x) - coefficients.reduceRight((sum, c) => sum * x + c, 0)),
    );
    const next = [];
    for (let i = 0; i < grid.length; i++) {
      const last = next.at(-1);
      if (last !== undefined && Math.sign(error[last]) === Math.sign(error[i])) {
        if (Math.abs(error[i]) > Math.abs(error[last])) next[next.length - 1] = i;
      } else next.push(i);
    }
    while (next.length > count) {
      if (Math.abs(error[next[0]]) < Math.abs(error[next.at(-1)])) next.shift();
      else next.pop();
    }
    if (next.length < count) break;
    points = next;
  }
  const worst = Math.max(
    ...grid.map((x) =>
      Math.abs(weight(x) * (target(x) - coefficients.reduceRight((sum, c) => sum * x + c, 0))),
    ),
  );
  return { coefficients, worst };
};

/** Σ over the tail of a power series, exact enough where the closed form would cancel. */
const series = (term) => (x) => {
  let sum = 0;
  for (let n = 40; n >= 0; n--) sum += term(n, x);
  return sum;
};
const factorial = (n) => (n <= 1 ? 1 : n * factorial(n - 1));

const erfSeries = (x) => {
  let term = x;
  let sum = x;
  for (let n = 1; n < 200; n++) {
    term *= (2 * x * x) / (2 * n + 1);
    sum += term;
  }
  return ((2 * Math.exp(-x * x)) / Math.sqrt(Math.PI)) * sum;
};
/** erfc(x)·exp(x²) for x ≥ 1, by its continued fraction. */
const scaledErfc = (x) => {
  let fraction = x;
  for (let n = 400; n >= 1; n--) fraction = x + n / 2 / fraction;
  return 1 / (Math.sqrt(Math.PI) * fraction);
};

const half = Math.LN2 / 2 + 1e-3;
const fits = {
  // exp(r) = 1 + r + r²·P(r)
  'exp, P(r)': minimax(
    series((n, r) => r ** n / factorial(n + 2)),
    (r) => r * r * Math.exp(-r) || 1e-9,
    4,
    -half,
    half,
  ),
  // exp(r) = 1 + r·P(r), with a coefficient less: tools/eager/power.ts
  'exp, 1 + r·P(r)': minimax(
    series((n, r) => r ** n / factorial(n + 1)),
    (r) => Math.abs(r * Math.exp(-r)) || 1e-9,
    4,
    -half,
    half,
  ),
  // log(1 + f) = f − f²/2 + f³·P(f)
  'log, P(f)': minimax(
    (f) =>
      Math.abs(f) < 1e-2
        ? series((n, x) => ((-1) ** n * x ** n) / (n + 3))(f)
        : (Math.log1p(f) - f + (f * f) / 2) / f ** 3,
    (f) => (f === 0 ? 1e-9 : Math.abs(f ** 3 / Math.log1p(f))),
    8,
    Math.SQRT1_2 - 1,
    Math.SQRT2 - 1,
  ),
  // tanh(x) = x + x³·P(x²)
  'tanh, P(x²), |x| < 0.625': minimax(
    (s) =>
      s < 1e-4
        ? -1 / 3 + (2 * s) / 15 - (17 * s * s) / 315
        : (Math.tanh(Math.sqrt(s)) / Math.sqrt(s) - 1) / s,
    (s) => Math.max(s, 1e-9),
    4,
    0,
    0.625 ** 2,
  ),
  // erf(x) = x·P(x²)
  'erf, P(x²), |x| < 1': minimax(
    (s) => (s === 0 ? 2 / Math.sqrt(Math.PI) : erfSeries(Math.sqrt(s)) / Math.sqrt(s)),
    () => 1,
    6,
    0,
    1,
  ),
  // erfc(x) = exp(−x²)·P(x)
  'erfc, P(x), 1 ≤ x ≤ 4': minimax(scaledErfc, (x) => Math.exp(-x * x), 8, 1, 4),
  // sin(r) = r + r³·P(r²), cos(r) = 1 − r²/2 + r⁴·P(r²)
  'sin, P(r²)': minimax(
    series((n, s) => ((-1) ** (n + 1) * s ** n) / factorial(2 * n + 3)),
    (s) => Math.max(s, 1e-9),
    3,
    0,
    (Math.PI / 4) ** 2 * 1.01,
  ),
  'cos, P(r²)': minimax(
    series((n, s) => ((-1) ** n * s ** n) / factorial(2 * n + 4)),
    (s) => Math.max(s * s, 1e-9),
    3,
    0,
    (Math.PI / 4) ** 2 * 1.01,
  ),
};
for (const [name, { coefficients, worst }] of Object.entries(fits)) {
  console.log(`${name}: worst weighted error ${worst.toExponential(2)}`);
  for (const c of coefficients) console.log(`  ${c}`);
}
