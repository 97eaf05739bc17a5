import { jest } from '@jest/globals';
import { reference } from '@neurite/program';
import { buildModule, countedLoop, v128 } from '../encoder/index.js';
import { createUnit, mathFunction, type MathFunction, powerFunction } from './functions.js';

// Sweeps and the float64 reference take seconds where other programs run as well.
jest.setTimeout(60_000);

const count = 1 << 18;
const memory = new WebAssembly.Memory({ initial: 32 });
const first = new Float32Array(memory.buffer, 0, count);
const second = new Float32Array(memory.buffer, 4 * count, count);

/** Applies a function to `first` (and `second`) in place. */
const compile = (name: MathFunction | 'pow'): (() => void) => {
  const module = buildModule();
  const unit = createUnit(module);
  const target = name === 'pow' ? powerFunction(unit) : mathFunction(unit, name);
  module.export(
    'apply',
    module.function({ parameters: [] }, (body) =>
      countedLoop(body, 0, 4 * count, 16, (at) =>
        v128.store(
          at.get,
          target.call('v128', v128.load(at.get), ...(name === 'pow' ? [v128.load(at.get, 4 * count)] : [])),
        ),
      ),
    ),
  );
  const instance = new WebAssembly.Instance(new WebAssembly.Module(module.bytes()), { env: { memory } });
  return instance.exports['apply'] as () => void;
};

/** In units of relative error; below the normal range, of the smallest normal number. */
const errorOf = (actual: number, exact: number): number => {
  const rounded = Math.fround(exact);
  if (Object.is(actual, rounded) || (Number.isNaN(actual) && Number.isNaN(exact))) return 0;
  if (!Number.isFinite(actual) || !Number.isFinite(rounded)) {
    // The last float before infinity may round up, and the other way round.
    return Math.abs(exact) > 3.4028e38 &&
      Math.sign(actual) === Math.sign(exact) &&
      Math.abs(actual) > 3.4028e38
      ? 0
      : Infinity;
  }
  return Math.abs(actual - exact) / Math.max(Math.abs(exact), 2 ** -126);
};

const oracles: {
  readonly [F in MathFunction]: { readonly exact: (x: number) => number; readonly bound: number };
} = {
  exp: { exact: Math.exp, bound: 1.2e-7 },
  expm1: { exact: Math.expm1, bound: 2e-7 },
  log: { exact: Math.log, bound: 1.2e-7 },
  log1p: { exact: Math.log1p, bound: 2e-7 },
  sin: { exact: Math.sin, bound: 2e-7 },
  cos: { exact: Math.cos, bound: 2e-7 },
  tanh: { exact: Math.tanh, bound: 2e-7 },
  sigmoid: { exact: (x) => (x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x))), bound: 2e-7 },
  erf: {
    exact: (x) =>
      reference.erf({}, [{ dtype: 'float32', shape: [1], data: Float64Array.of(x) }], 'float64')[0]!.data[0]!,
    bound: 2e-7,
  },
};

const awkward = [
  0,
  -0,
  Infinity,
  -Infinity,
  NaN,
  1e-45,
  -1e-45,
  1e-38,
  1e-10,
  -1e-10,
  1,
  -1,
  0.625,
  88.5,
  88.8,
  -87.5,
  -103.5,
  -104.5,
  3.4e38,
  -3.4e38,
  Math.fround(Math.PI),
  Math.fround(Math.PI / 2),
  1e6,
  1e30,
];

describe.each(Object.entries(oracles))('%s on four lanes', (name, { exact, bound }) => {
  const apply = compile(name as MathFunction);

  it(`errs by at most ${bound} over the whole range of float32`, () => {
    // Every 16,411th bit pattern: all exponents, both signs, infinities and NaNs among them.
    const bits = new Int32Array(memory.buffer, 0, count);
    for (let i = 0; i < count; i++) bits[i] = Math.imul(i, 16411);
    awkward.forEach((x, i) => (first[i] = x));
    const given = first.slice();
    apply();
    let [worst, where] = [0, 0];
    for (let i = 0; i < count; i++) {
      const error = errorOf(first[i]!, exact(given[i]!));
      if (error > worst) [worst, where] = [error, given[i]!];
    }
    expect({ where: worst > bound ? where : undefined, worst: worst > bound ? worst : undefined }).toEqual(
      {},
    );
  });

  it('gives a lane the same bits wherever it lies', () => {
    const bits = new Int32Array(memory.buffer, 0, count);
    for (let i = 0; i < count; i++) first[i] = (((i >> 2) * 7919) % 10007) / 512 - 9;
    apply();
    for (let i = 0; i < 4096; i += 4)
      expect([bits[i + 1], bits[i + 2], bits[i + 3]]).toEqual([bits[i], bits[i], bits[i]]);
  });
});

describe('pow on four lanes', () => {
  it('rounds once, over all signs and sizes', () => {
    const apply = compile('pow');
    const bits = new Int32Array(memory.buffer, 0, 2 * count);
    for (let i = 0; i < 2 * count; i++) bits[i] = Math.imul(i, 2654435761 | 0);
    // Half of the exponents small, so that many results are finite; some integers.
    for (let i = 0; i < count; i += 2) second[i] = i % 4 === 0 ? (i % 97) - 48 : ((i % 1009) - 504) / 37;
    awkward.forEach((x, i) =>
      awkward.forEach((y, j) => ((first[i * awkward.length + j] = x), (second[i * awkward.length + j] = y))),
    );
    const [x, y] = [first.slice(), second.slice()];
    apply();
    let [worst, where] = [0, [0, 0]];
    for (let i = 0; i < count; i++) {
      const exact = x[i] === 1 ? 1 : Math.pow(x[i]!, y[i]!);
      const error = errorOf(first[i]!, exact);
      if (error > worst) [worst, where] = [error, [x[i]!, y[i]!]];
    }
    expect({ where: worst > 6.1e-8 ? where : undefined, worst: worst > 6.1e-8 ? worst : undefined }).toEqual(
      {},
    );
  });
});
