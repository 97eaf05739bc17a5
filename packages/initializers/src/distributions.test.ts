import type { InitializerDefinition } from '@neurite/contract';
import { evaluate, hostRandom, record, streamOf } from '@neurite/program';
import * as definitions from './definitions/index.js';

/** Mean and standard deviation. */
const moments = (values: Float64Array): { readonly mean: number; readonly deviation: number } => {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return { mean, deviation: Math.sqrt(variance) };
};

/** The largest distance between the distribution of a sample and the one it should have (Kolmogorov 1933). */
const kolmogorovSmirnov = (sample: Float64Array, distribution: (x: number) => number): number => {
  const sorted = Float64Array.from(sample).sort();
  return sorted.reduce((largest, x, i) => {
    const p = distribution(x);
    return Math.max(largest, p - i / sorted.length, (i + 1) / sorted.length - p);
  }, 0);
};

/** The error function by its Taylor series: exact enough for |x| < 5, and ±1 beyond. */
const erf = (x: number): number => {
  if (Math.abs(x) > 5) return Math.sign(x);
  let [sum, term] = [x, x];
  for (let n = 1; n < 150; n++) {
    term *= (-x * x) / n;
    sum += term / (2 * n + 1);
  }
  return (2 / Math.sqrt(Math.PI)) * sum;
};

const request = { shape: [100, 200], fanIn: 100, fanOut: 200 } as const;
const size = 20_000;
// P(D > 1.95 / √n) = 0.001 for a right distribution; the seed is fixed, so a test that passes goes on passing.
const critical = 1.95 / Math.sqrt(size);

const normal =
  (deviation: number, mean = 0) =>
  (x: number) =>
    (1 + erf((x - mean) / deviation / Math.SQRT2)) / 2;
const uniform = (low: number, high: number) => (x: number) =>
  Math.min(1, Math.max(0, (x - low) / (high - low)));
const truncated =
  (deviation: number, mean = 0) =>
  (x: number) => {
    const [at, low, high] = [(x - mean) / deviation, -2, 2].map((z) => normal(1)(z));
    return Math.min(1, Math.max(0, (at! - low!) / (high! - low!)));
  };

const optionsOf = (definition: InitializerDefinition, options: object): never => {
  const defaults = Object.entries(definition.options).map(([name, option]) => [
    name,
    (option as { default: unknown }).default,
  ]);
  return { ...Object.fromEntries(defaults), ...options } as never;
};

const fill = (definition: InitializerDefinition, options: object = {}): Float64Array =>
  definition.initialize(request, {
    options: optionsOf(definition, options),
    random: hostRandom(11, definition.name),
  });

/** The same on a device: what `noise` draws. */
const drawn = (definition: InitializerDefinition, options: object = {}): Float64Array => {
  const program = record(({ emit, input, ops, output }) => {
    const counter = input('counter', 'counter', { dtype: 'int32', shape: [4] });
    const numbers = definition.draw!(request.shape, {
      ops,
      options: optionsOf(definition, options),
      random: (name, shape) => emit('uniform', [counter], { shape, stream: streamOf(name) })[0]!,
    });
    output('drawn', 'output', numbers);
  });
  const counter = { dtype: 'int32', shape: [4], data: Int32Array.of(5, 1, 0, 0) } as const;
  return Float64Array.from(evaluate(program, [counter])[0]!.data);
};

interface Row {
  readonly definition: { readonly name: string };
  readonly options?: object;
  readonly mean?: number;
  readonly deviation: number;
  readonly distribution: (x: number) => number;
}

const he = Math.sqrt(2 / 100);
const glorot = Math.sqrt(2 / 300);
const lecun = Math.sqrt(1 / 100);
// The standard deviation that is left of 1 after a cut at ±2, from tables of the truncated normal distribution.
const cut = 0.87962566;

const rows: readonly Row[] = [
  { definition: definitions.randomNormal, deviation: 0.05, distribution: normal(0.05) },
  {
    definition: definitions.randomNormal,
    options: { std: 2, mean: 1 },
    mean: 1,
    deviation: 2,
    distribution: normal(2, 1),
  },
  {
    definition: definitions.randomUniform,
    deviation: 0.1 / Math.sqrt(12),
    distribution: uniform(-0.05, 0.05),
  },
  {
    definition: definitions.randomUniform,
    options: { low: 1, high: 4 },
    mean: 2.5,
    deviation: 3 / Math.sqrt(12),
    distribution: uniform(1, 4),
  },
  {
    definition: definitions.truncatedNormal,
    options: { std: 2, mean: 1 },
    mean: 1,
    deviation: 2 * cut,
    distribution: truncated(2, 1),
  },
  { definition: definitions.heNormal, deviation: he, distribution: normal(he) },
  {
    definition: definitions.heUniform,
    deviation: he,
    distribution: uniform(-Math.sqrt(6 / 100), Math.sqrt(6 / 100)),
  },
  { definition: definitions.glorotNormal, deviation: glorot, distribution: normal(glorot) },
  {
    definition: definitions.glorotUniform,
    deviation: glorot,
    distribution: uniform(-Math.sqrt(6 / 300), Math.sqrt(6 / 300)),
  },
  { definition: definitions.lecunNormal, deviation: lecun, distribution: normal(lecun) },
  {
    definition: definitions.lecunUniform,
    deviation: lecun,
    distribution: uniform(-Math.sqrt(3 / 100), Math.sqrt(3 / 100)),
  },
  {
    definition: definitions.varianceScaling,
    options: { scale: 3, mode: 'fan_out', distribution: 'truncated_normal' },
    deviation: Math.sqrt(3 / 200),
    distribution: truncated(Math.sqrt(3 / 200) / cut),
  },
  {
    definition: definitions.varianceScaling,
    options: { scale: 2, mode: 'fan_avg', distribution: 'uniform' },
    deviation: Math.sqrt(2 / 150),
    distribution: uniform(-Math.sqrt(6 / 150), Math.sqrt(6 / 150)),
  },
];

describe('distributions', () => {
  const samples = rows.flatMap(({ definition, options, ...row }) => {
    const general = definition as unknown as InitializerDefinition;
    const title = `${definition.name} ${JSON.stringify(options ?? {})}`;
    const draws = general.draw === undefined ? [] : [() => drawn(general, options)];
    return [() => fill(general, options), ...draws].map((sample, index) => ({
      title: index === 0 ? title : `${title}, drawn`,
      sample,
      ...row,
    }));
  });
  for (const { title, sample, mean = 0, deviation, distribution } of samples) {
    it(title, () => {
      const values = sample();
      const found = moments(values);
      // Four standard errors of the mean, and of the deviation (which is largest for the normal distribution).
      expect(Math.abs(found.mean - mean)).toBeLessThan((4 * deviation) / Math.sqrt(size));
      expect(Math.abs(found.deviation / deviation - 1)).toBeLessThan(4 / Math.sqrt(2 * size));
      expect(kolmogorovSmirnov(values, distribution)).toBeLessThan(critical);
    });
  }

  it('tells distributions apart that are nearly the same', () => {
    const values = fill(definitions.heNormal as unknown as InitializerDefinition);
    expect(kolmogorovSmirnov(values, uniform(-Math.sqrt(6 / 100), Math.sqrt(6 / 100)))).toBeGreaterThan(
      critical,
    );
    expect(kolmogorovSmirnov(values, normal(1.05 * he))).toBeGreaterThan(critical);
  });
});

describe('the truncated normal on devices', () => {
  it('has the quantiles of the table', () => {
    // z for which (Φ(z) − Φ(−2)) / (Φ(2) − Φ(−2)) = u: from tables of Φ by hand, P(|z| < 2) = 0.9544997.
    const quantiles: readonly (readonly [u: number, z: number])[] = [
      [0, -2],
      [0.5, 0],
      [0.5 + 0.341344746 / 0.954499736, 1],
      [0.5 + 0.191462461 / 0.954499736, 0.5],
      [0.5 - 0.433192799 / 0.954499736, -1.5],
    ];
    const program = record(({ input, ops, output }) => {
      const u = input('u', 'batch', { dtype: 'float32', shape: [quantiles.length] });
      const options = { std: 1, mean: 0 } as const;
      output(
        'z',
        'output',
        definitions.truncatedNormal.draw!([quantiles.length], { ops, options, random: () => u }),
      );
    });
    const u = {
      dtype: 'float32',
      shape: [quantiles.length],
      data: Float64Array.from(quantiles, ([at]) => at),
    } as const;
    evaluate(program, [u])[0]!.data.forEach((z, index) => expect(z).toBeCloseTo(quantiles[index]![1], 6));
  });
});
