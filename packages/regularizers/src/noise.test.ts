import type { AnyLayer, HostTensor, LayerDefinition } from '@neurite/contract';
import { evaluate, record, streamOf } from '@neurite/program';
import { tensor } from '@neurite/testing';
import * as definitions from './definitions/index.js';

const counter = { dtype: 'int32', shape: [4] } as const;

/** What a noise layer makes of x in training, at one step of one seed. */
const noisy = (definition: AnyLayer, options: object, x: HostTensor, step = 1): Float64Array => {
  const { apply, name } = definition as unknown as LayerDefinition;
  const program = record((recorder) => {
    const values = recorder.input('x', 'batch', { dtype: 'float32', shape: x.shape });
    const draws = recorder.input('counter', 'counter', counter);
    const random = (use: string, shape: readonly number[]) =>
      recorder.emit('uniform', [draws], { shape, stream: streamOf(`${name}/${use}`) })[0]!;
    const context = {
      ops: recorder.ops,
      options: options as never,
      parameters: {},
      state: {},
      training: true,
      random,
    };
    recorder.output('y', 'output', apply({ x: values }, context).outputs['y']!);
  });
  return Float64Array.from(evaluate(program, [x, tensor([5, step, 0, 0], 'int32')])[0]!.data);
};

const filled = (shape: readonly number[], value: (i: number) => number): HostTensor => ({
  dtype: 'float32',
  shape,
  data: Float64Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, i) => value(i)),
});

const mean = (values: Float64Array): number => values.reduce((sum, x) => sum + x, 0) / values.length;
const variance = (values: Float64Array): number => {
  const centre = mean(values);
  return mean(values.map((x) => (x - centre) ** 2));
};

// Standard errors of a mean over so many values are small enough to tell the right formula from its neighbours.
const many = [100, 400];

describe('dropout', () => {
  const ones = filled(many, () => 1);

  it('drops the part that it says and keeps the mean', () => {
    const y = noisy(definitions.dropout, { rate: 0.2 }, ones);
    expect(y.filter((x) => x === 0).length / y.length).toBeCloseTo(0.2, 2);
    expect(new Set(y)).toEqual(new Set([0, 1.25]));
    expect(mean(y)).toBeCloseTo(1, 2);
  });

  it('draws anew at each step, and the same again for the same step', () => {
    expect(noisy(definitions.dropout, { rate: 0.2 }, ones)).toEqual(
      noisy(definitions.dropout, { rate: 0.2 }, ones),
    );
    expect(noisy(definitions.dropout, { rate: 0.2 }, ones, 2)).not.toEqual(
      noisy(definitions.dropout, { rate: 0.2 }, ones),
    );
  });

  it('of rate 0 changes nothing', () => {
    expect([...noisy(definitions.dropout, { rate: 0 }, tensor([1, 2]))]).toEqual([1, 2]);
  });
});

describe('structured dropout', () => {
  it('spatial_dropout drops a channel at all places or at none', () => {
    const y = noisy(
      definitions.spatialDropout,
      { rate: 0.5 },
      filled([20, 3, 2, 8], () => 1),
    );
    const channel = (example: number, c: number) =>
      Array.from({ length: 6 }, (_, place) => y[(example * 6 + place) * 8 + c]);
    const kinds = new Set<number>();
    for (let example = 0; example < 20; example++)
      for (let c = 0; c < 8; c++) {
        expect(new Set(channel(example, c)).size).toBe(1);
        kinds.add(channel(example, c)[0]!);
      }
    expect(kinds).toEqual(new Set([0, 2]));
  });

  it('drop_path drops an example whole or not at all', () => {
    const y = noisy(
      definitions.dropPath,
      { rate: 0.5 },
      filled([40, 5], () => 1),
    );
    const examples = Array.from({ length: 40 }, (_, example) => [...y.slice(5 * example, 5 * example + 5)]);
    expect(new Set(examples.map(String))).toEqual(new Set(['0,0,0,0,0', '2,2,2,2,2']));
  });
});

describe('noise that keeps moments', () => {
  // A grid over the quantiles of a uniform distribution of mean 0 and variance 1.
  const standard = filled(many, (i) => Math.sqrt(12) * (((i * 7919) % 40_000) / 40_000 - 0.5));

  it('alpha_dropout keeps mean 0 and variance 1', () => {
    const y = noisy(definitions.alphaDropout, { rate: 0.2 }, standard);
    expect(mean(y)).toBeCloseTo(0, 1);
    expect(variance(y)).toBeCloseTo(1, 1);
    // The dropped ones: a·(−λα) + b for a = ((1 − p)(1 + pα'²))^(−1/2), from the paper with p = 0.2.
    const dropped = Math.min(...y);
    expect(y.filter((x) => Math.abs(x - dropped) < 1e-6).length / y.length).toBeCloseTo(0.2, 2);
  });

  it('gaussian_dropout has the moments of dropout', () => {
    const y = noisy(
      definitions.gaussianDropout,
      { rate: 0.2 },
      filled(many, () => 1),
    );
    expect(mean(y)).toBeCloseTo(1, 2);
    expect(variance(y)).toBeCloseTo(0.25, 2);
  });

  it('gaussian_noise adds its standard deviation', () => {
    const y = noisy(
      definitions.gaussianNoise,
      { std: 0.5 },
      filled(many, () => 3),
    );
    expect(mean(y)).toBeCloseTo(3, 2);
    expect(variance(y)).toBeCloseTo(0.25, 2);
    // A normal distribution has 68.27% within one standard deviation, a uniform one 57.7%.
    expect(y.filter((x) => Math.abs(x - 3) < 0.5).length / y.length).toBeCloseTo(0.6827, 2);
  });
});
