import { activation, layer, loss, metric, type ShapeText } from '@neurite/contract';
import { constraint, initializer, optimizer, pretraining, regularizer, schedule, transform } from '@neurite/contract';
import { streamOf, threefry2x32 } from '@neurite/program';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { eager } from './index.js';

const described = { summary: 'For tests.' };
const any: ShapeText = '[...s]';

const leaky = eager(
  activation({
    ...described,
    name: 'leaky_relu',
    options: { slope: { type: 'float', default: 0.01, minimum: 0, doc: 'Slope.' } },
    activation: { range: '(−∞, ∞)', zeroCentred: false, saturates: 'nowhere', cost: 'comparison', initializer: 'he_normal' },
    apply: (x, { ops, options }) => ops.maximum(x, ops.mul(x, options.slope)),
  }),
);
const power = eager(
  layer({
    ...described,
    name: 'power',
    family: 'arithmetic',
    options: { exponent: { type: 'float', doc: 'Exponent.' } },
    inputs: { x: any },
    outputs: { y: any },
    apply: ({ x }, { ops, options }) => ({ outputs: { y: ops.pow(x, options.exponent) } }),
  }),
);
const dense = eager(
  layer({
    ...described,
    name: 'dense',
    family: 'core',
    options: {
      units: { type: 'int', minimum: 1, doc: 'Outputs.' },
      bias: { type: 'bool', default: true, doc: 'Whether there is a bias.' },
      init: { type: 'initializer', parameter: 'kernel', doc: 'How the kernel starts.' },
    },
    inputs: { x: '[...lead, c]' },
    outputs: { y: '[...lead, units]' },
    parameters: {
      kernel: { shape: '[c, units]', initializer: 'auto' },
      bias: { shape: '[units]', initializer: 'zeros', when: 'bias' },
    },
    apply: ({ x }, { ops, options, parameters }) => {
      const y = ops.matMul(x, parameters.kernel);
      return { outputs: { y: ops.reshape(options.bias ? ops.add(y, parameters.bias) : y, [-1, options.units]) } };
    },
  }),
);
const spread = eager(
  layer({
    ...described,
    name: 'spread',
    family: 'merge',
    options: {},
    inputs: { x: any, by: { shape: '[]', optional: true } },
    outputs: { low: any, high: any },
    apply: ({ x, by }, { ops }) => ({ outputs: { low: ops.sub(x, by ?? 1), high: ops.add(x, by ?? 1) } }),
  }),
);
const total = eager(
  layer({
    ...described,
    name: 'total',
    family: 'merge',
    options: {},
    inputs: { xs: { shape: any, variadic: true } },
    outputs: { y: any },
    apply: ({ xs }, { ops }) => ({ outputs: { y: xs.reduce((a, b) => ops.add(a, b)) } }),
  }),
);
const running = eager(
  layer({
    ...described,
    name: 'running',
    family: 'normalizer',
    options: {},
    inputs: { x: '[batch]' },
    outputs: { y: '[batch]' },
    parameters: { scale: { shape: '[]', initializer: 'ones' } },
    state: { mean: { shape: '[]', initializer: 'zeros' } },
    apply: ({ x }, { ops, parameters, state, training }) => ({
      outputs: { y: ops.mul(ops.sub(x, state.mean), parameters.scale) },
      ...(training ? { state: { mean: ops.mean(x) } } : {}),
    }),
  }),
);
const dropout = eager(
  layer({
    ...described,
    name: 'dropout',
    family: 'noise',
    options: { rate: { type: 'float', default: 0.5, minimum: 0, below: 1, doc: 'Rate.' } },
    inputs: { x: any },
    outputs: { y: any },
    apply: ({ x }, { ops, options, random, training }) => {
      if (!training) return { outputs: { y: x } };
      const mask = ops.cast(ops.greaterEqual(random('mask', ops.shape(x)), options.rate), 'float32');
      return { outputs: { y: ops.mul(ops.mul(x, mask), 1 / (1 - options.rate)) } };
    },
  }),
);

const values = (x: tf.Tensor): readonly number[] => Array.from(x.dataSync());
let before: number;
beforeEach(() => {
  before = tf.memory().numTensors;
});
/** Whatever the test made must be all that is there. */
const expectNothingElse = (...own: readonly (tf.Tensor | readonly tf.Tensor[])[]): void => {
  tf.dispose(own.flat());
  expect(tf.memory().numTensors - before).toBe(0);
};

describe('layers', () => {
  it('take a tensor and options, and leave nothing else behind', () => {
    const x = tf.tensor1d([-2, 3]);
    const [y, z] = [leaky(x), leaky(x, { slope: 0.5 })];
    expect(values(y)[0]).toBeCloseTo(-0.02, 6);
    expect(values(z)).toEqual([-1, 3]);
    expectNothingElse(x, y, z);
  });

  it('complain of options that do not exist, are missing, or out of bounds', () => {
    const x = tf.tensor1d([1]);
    // @ts-expect-error There is no such option.
    expect(() => leaky(x, { slop: 1 })).toThrow('leaky_relu has no option "slop": it has "slope".');
    expect(() => leaky(x, { slope: -1 })).toThrow('Option "slope" of leaky_relu must be at least 0, not -1.');
    // @ts-expect-error An option without a default must be given.
    expect(() => power(x)).toThrow('power needs the option "exponent".');
    const y = power(x, { exponent: 3 });
    expectNothingElse(x, y);
  });

  it('with parameters read options from their shapes', () => {
    const [x, kernel, bias] = [tf.tensor2d([[1, 2]]), tf.tensor2d([[1, 0, 2], [0, 1, 1]]), tf.tensor1d([10, 20, 30])];
    const [y, z] = [dense(x, { kernel, bias }), dense(x, { kernel })];
    expect(values(y)).toEqual([11, 22, 34]);
    expect(values(z)).toEqual([1, 2, 4]);
    // @ts-expect-error The kernel exists on no condition.
    expect(() => dense(x, { bias })).toThrow('dense needs the tensor "kernel".');
    expectNothingElse(x, kernel, bias, y, z);
  });

  it('with several inputs or outputs take and give them by name', () => {
    const [x, by] = [tf.tensor1d([5]), tf.scalar(2)];
    const [alone, named] = [spread(x), spread({ x, by })];
    expect([values(alone.low), values(named.high)]).toEqual([[4], [7]]);
    const sum = total([x, x, x]);
    expect(values(sum)).toEqual([15]);
    expectNothingElse(x, by, Object.values(alone), Object.values(named), sum);
  });

  it('with state take it in and give it back', () => {
    const [x, scale, mean] = [tf.tensor1d([2, 4]), tf.scalar(10), tf.scalar(1)];
    const trained = running(x, { scale, mean }, { training: true });
    const evaluated = running(x, { scale, mean });
    expect(values(trained.outputs.y)).toEqual([10, 30]);
    expect(values(trained.state.mean)).toEqual([3]);
    expect(values(evaluated.state.mean)).toEqual([1]);
    const results = [trained, evaluated].flatMap(({ outputs, state }) => [outputs.y, state.mean]);
    expectNothingElse(x, scale, mean, results);
  });
});

describe('noise', () => {
  it('needs a key, and draws the numbers of the uniform primitive from it', () => {
    const x = tf.ones([5]);
    // By hand: elements 2j and 2j + 1 are the words of block j; those below the rate are dropped.
    const [key0, key1] = threefry2x32(7, streamOf('dropout/mask'), 0, 0);
    const expected = Array.from({ length: 5 }, (_, i) => {
      const word = threefry2x32(key0, key1, Math.floor(i / 2), 0)[i % 2]!;
      return (word >>> 8) * 2 ** -24 >= 0.5 ? 2 : 0;
    });
    const [y, again, other] = [dropout(x, { key: 7 }), dropout(x, { key: 7 }), dropout(x, { key: 8, training: false })];
    expect(values(y)).toEqual(expected);
    expect(values(again)).toEqual(expected);
    expect(values(other)).toEqual([1, 1, 1, 1, 1]);
    expect(() => dropout(x, { training: true })).toThrow('dropout draws random numbers here: give it a key');
    expectNothingElse(x, y, again, other);
  });

  it('gives a tensor of its own even where nothing happens', () => {
    const x = tf.ones([2]);
    const y = dropout(x);
    x.dispose();
    expect(values(y)).toEqual([1, 1]);
    expectNothingElse(y);
  });
});

describe('other kinds', () => {
  it('losses give a number for each example', () => {
    const squared = eager(
      loss({
        ...described,
        name: 'squared',
        options: { factor: { type: 'float', default: 1, doc: 'Factor.' } },
        signatures: [{ prediction: '[batch]', target: '[batch]' }],
        reads: 'values',
        apply: ({ prediction, target }, { ops, options }) =>
          ops.mul(ops.square(ops.sub(prediction, target)), options.factor),
      }),
    );
    const [a, b] = [tf.tensor1d([1, 5]), tf.tensor1d([3, 4])];
    const y = squared(a, b, { factor: 2 });
    expect(values(y)).toEqual([8, 2]);
    expectNothingElse(a, b, y);
  });

  it('metrics finish on the host', async () => {
    const matches = eager(
      metric({
        ...described,
        name: 'matches',
        options: {},
        signatures: [{ prediction: 'int32[batch]', target: 'int32[batch]' }],
        better: 'higher',
        unit: 'fraction',
        accumulate: ({ prediction, target }, { ops, weight }) => ({
          right: ops.sum(ops.mul(ops.cast(ops.equal(prediction, target), 'float32'), weight)),
          count: ops.sum(weight),
        }),
        finish: ({ right, count }) => right![0]! / count![0]!,
      }),
    );
    const [a, b, weight] = [tf.tensor1d([1, 2, 3], 'int32'), tf.tensor1d([1, 0, 3], 'int32'), tf.tensor1d([1, 1, 0])];
    expect(await matches(a, b)).toBeCloseTo(2 / 3, 6);
    expect(await matches(a, b, { weight })).toBe(0.5);
    expectNothingElse(a, b, weight);
  });

  it('initializers make tensors of a seed, a path and fans', () => {
    const fans = eager(
      initializer({
        ...described,
        name: 'fans',
        options: {},
        initialize: ({ shape, fanIn, fanOut }, { random }) =>
          Float64Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => 1000 * fanIn + fanOut + random.uniform() / 2),
      }),
    );
    const kernel = fans([3, 3, 2, 4]);
    expect(values(kernel).every((value) => Math.floor(value) === 18_036)).toBe(true);
    const vector = fans([5], { fanIn: 7, fanOut: 1 });
    expect(Math.floor(values(vector)[0]!)).toBe(7001);
    const draws = [fans([1]), fans([1], { seed: 1 }), fans([1], { path: 'a.kernel' }), fans([1])];
    expect(new Set(draws.map((x) => values(x)[0])).size).toBe(3);
    expectNothingElse(kernel, vector, draws);
  });

  it('regularizers, constraints and schedules are functions', () => {
    const strength = { strength: { type: 'float', default: 0.5, doc: 'Strength.' } } as const;
    const l2 = eager(
      regularizer({
        ...described,
        name: 'l2',
        options: strength,
        penalty: (w, { ops, options }) => ops.mul(ops.sum(ops.square(w)), options.strength),
      }),
    );
    const positive = eager(
      constraint({ ...described, name: 'positive', options: {}, project: (w, { ops }) => ops.relu(w) }),
    );
    const linear = eager(
      schedule({ ...described, name: 'linear', options: {}, factor: (step, steps) => 1 - step / steps }),
    );
    const w = tf.tensor1d([3, -4]);
    const results = [l2(w), l2(w, { strength: 2 }), positive(w)];
    expect(results.map(values)).toEqual([[12.5], [50], [3, 0]]);
    expect(linear(1, 4)).toBe(0.75);
    expectNothingElse(w, results);
  });

  it('optimizers take state in and give it back', () => {
    const momentum = eager(
      optimizer({
        ...described,
        name: 'momentum',
        options: { rate: { type: 'float', default: 0.1, doc: 'Rate.' } },
        elementwise: true,
        slots: ['velocity'],
        scalarNames: ['rate'],
        scalars: (step, rate) => ({ rate: rate * step }),
        update: ({ parameter, gradient, slots, scalars }, { ops }) => {
          const velocity = ops.add(ops.mul(slots.velocity, 0.5), gradient);
          return { parameter: ops.sub(parameter, ops.mul(velocity, scalars.rate)), slots: { velocity } };
        },
      }),
    )({ rate: 1 });
    const [w, g] = [tf.scalar(10), tf.scalar(2)];
    const first = momentum.update({ w }, { w: g });
    const second = momentum.update(first.parameters, { w: g }, first.state);
    const third = momentum.update(second.parameters, { w: g }, second.state, 0);
    // Velocities 2, 3, 3.5; rates 1·1, 1·2, 0·3.
    expect([first, second, third].map(({ parameters }) => values(parameters.w)[0])).toEqual([8, 2, 2]);
    expect(third.state.step).toBe(3);
    expect(values(third.state.slots.w.velocity)).toEqual([3.5]);
    const made = [first, second, third].flatMap(({ parameters, state }) => [parameters.w, state.slots.w.velocity]);
    expectNothingElse(w, g, made);
  });

  it('transforms are fitted on one tensor and applied to others', async () => {
    const centre = eager(
      transform({
        ...described,
        name: 'centre',
        options: {},
        inputs: { x: any },
        outputs: { y: any },
        fitted: { mean: '[]' },
        fit: ({ data }) => ({
          mean: { dtype: 'float32', shape: [], data: Float64Array.of((data[0]! + data[1]!) / 2) },
        }),
        apply: (x, { ops, fitted }) => ops.sub(x, fitted.mean),
      }),
    );
    const double = eager(
      transform({
        ...described,
        name: 'double',
        options: {},
        inputs: { x: any },
        outputs: { y: any },
        apply: (x, { ops }) => ops.mul(x, 2),
      }),
    );
    const [train, test] = [tf.tensor1d([1, 3]), tf.tensor1d([5])];
    const fitted = await centre.fit(train);
    const [y, z] = [centre.apply(test, fitted), double.apply(test)];
    expect([values(y), values(z)]).toEqual([[3], [10]]);
    expectNothingElse(train, test, fitted.mean, y, z);
  });

  it('pretraining objectives take both halves of a stage', () => {
    const reconstruct = eager(
      pretraining({
        ...described,
        name: 'reconstruct',
        options: {},
        objective: ({ input, encode, decode }, { ops }) =>
          ops.sum(ops.square(ops.sub(decode(encode(input)), input)), 1),
      }),
    );
    const x = tf.tensor2d([[1, 2]]);
    const y = reconstruct(x, { encode: (a) => tf.mul(a, 3), decode: (code) => tf.sub(code, 1) });
    expect(values(y)).toEqual([1 + 9]);
    expectNothingElse(x, y);
  });
});

it('no gradient passes what is held constant', () => {
  const held = eager(
    layer({
      ...described,
      name: 'held',
      family: 'core',
      options: {},
      inputs: { x: any },
      outputs: { y: any },
      apply: ({ x }, { ops }) => ({ outputs: { y: ops.mul(ops.stopGradient(ops.mul(x, x)), x) } }),
    }),
  );
  const x = tf.tensor1d([3]);
  const gradient = tf.grad((y: tf.Tensor) => held(y))(x);
  expect(values(gradient)).toEqual([9]);
  expectNothingElse(x, gradient);
});
