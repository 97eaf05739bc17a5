import { activation, layer } from '@neurite/contract';
import { streamOf, threefry2x32 } from '@neurite/program';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { eager } from '../eager.js';
import { any, described, leftovers, values } from '../test/leftovers.test.helper.js';

const leaky = eager(
  activation({
    ...described,
    name: 'leaky_relu',
    options: { slope: { type: 'float', default: 0.01, minimum: 0, doc: 'Slope.' } },
    activation: {
      range: '(−∞, ∞)',
      zeroCentred: false,
      saturates: 'nowhere',
      cost: 'comparison',
      initializer: 'he_normal',
    },
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
const pool = eager(
  layer({
    ...described,
    name: 'pool',
    family: 'pooling',
    options: {
      size: { type: 'extents', axes: 'space', minimum: 1, doc: 'Extent of the window.' },
      padding: { type: 'padding', axes: 'space', default: 'valid', lessThan: 'size', doc: 'Border.' },
    },
    inputs: { x: '[batch, ...space, c]' },
    outputs: { y: '[batch, ...space, c]' },
    apply: ({ x }) => ({ outputs: { y: x } }),
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
      return {
        outputs: { y: ops.reshape(options.bias ? ops.add(y, parameters.bias) : y, [-1, options.units]) },
      };
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

describe('layers', () => {
  it('take a tensor and options, and leave nothing else behind', () => {
    const expectNothingElse = leftovers();
    const x = tf.tensor1d([-2, 3]);
    const [y, z] = [leaky(x), leaky(x, { slope: 0.5 })];
    expect(values(y)[0]).toBeCloseTo(-0.02, 6);
    expect(values(z)).toEqual([-1, 3]);
    expectNothingElse(x, y, z);
  });

  it('complain of options that do not exist, are missing, or out of bounds', () => {
    const expectNothingElse = leftovers();
    const x = tf.tensor1d([1]);
    // @ts-expect-error There is no such option.
    expect(() => leaky(x, { slop: 1 })).toThrow('leaky_relu has no option "slop": it has "slope".');
    expect(() => leaky(x, { slope: -1 })).toThrow('Option "slope" of leaky_relu must be at least 0, not -1.');
    // @ts-expect-error An option without a default must be given.
    expect(() => power(x)).toThrow('power needs the option "exponent".');
    const y = power(x, { exponent: 3 });
    expectNothingElse(x, y);
  });

  it('complain of options that do not fit each other, their axes or the integers', () => {
    const expectNothingElse = leftovers();
    const x = tf.zeros([1, 4, 4, 2]);
    expect(() => pool(x, { size: 2, padding: 2 })).toThrow(
      'Option "padding" of pool must be less than "size": it is 2, and "size" is 2.',
    );
    expect(() => pool(x, { size: [2, 2, 2] })).toThrow(
      'Option "size" of pool must have 2 elements, one for each axis, and has 3.',
    );
    expect(() => pool(x, { size: 1.5 })).toThrow('Option "size" of pool must be a whole number, not 1.5.');
    expect(() => pool(x, { size: Infinity })).toThrow('Option "size" of pool must be a finite number');
    expect(() => leaky(x, { slope: Number.NaN })).toThrow('must be a finite number, not NaN.');
    const y = pool(x, { size: [2, 1] });
    expect(y.shape).toEqual([1, 4, 4, 2]);
    expectNothingElse(x, y);
  });

  it('with parameters read options from their shapes', () => {
    const expectNothingElse = leftovers();
    const [x, kernel, bias] = [
      tf.tensor2d([[1, 2]]),
      tf.tensor2d([
        [1, 0, 2],
        [0, 1, 1],
      ]),
      tf.tensor1d([10, 20, 30]),
    ];
    const [y, z] = [dense(x, { kernel, bias }), dense(x, { kernel })];
    expect(values(y)).toEqual([11, 22, 34]);
    expect(values(z)).toEqual([1, 2, 4]);
    // @ts-expect-error The kernel exists on no condition.
    expect(() => dense(x, { bias })).toThrow('dense needs the tensor "kernel".');
    expectNothingElse(x, kernel, bias, y, z);
  });

  it('with several inputs or outputs take and give them by name', () => {
    const expectNothingElse = leftovers();
    const [x, by] = [tf.tensor1d([5]), tf.scalar(2)];
    const [alone, named] = [spread(x), spread({ x, by })];
    expect([values(alone.low), values(named.high)]).toEqual([[4], [7]]);
    const sum = total([x, x, x]);
    expect(values(sum)).toEqual([15]);
    expectNothingElse(x, by, Object.values(alone), Object.values(named), sum);
  });

  it('with state take it in and give it back', () => {
    const expectNothingElse = leftovers();
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
    const expectNothingElse = leftovers();
    const x = tf.ones([5]);
    // By hand: elements 2j and 2j + 1 are the words of block j; those below the rate are dropped.
    const [key0, key1] = threefry2x32(7, streamOf('dropout/mask'), 0, 0);
    const expected = Array.from({ length: 5 }, (_, i) => {
      const word = threefry2x32(key0, key1, Math.floor(i / 2), 0)[i % 2]!;
      return (word >>> 8) * 2 ** -24 >= 0.5 ? 2 : 0;
    });
    const [y, again, other] = [
      dropout(x, { key: 7 }),
      dropout(x, { key: 7 }),
      dropout(x, { key: 8, training: false }),
    ];
    expect(values(y)).toEqual(expected);
    expect(values(again)).toEqual(expected);
    expect(values(other)).toEqual([1, 1, 1, 1, 1]);
    expect(() => dropout(x, { training: true })).toThrow('dropout draws random numbers here: give it a key');
    expectNothingElse(x, y, again, other);
  });

  it('gives a tensor of its own even where nothing happens', () => {
    const expectNothingElse = leftovers();
    const x = tf.ones([2]);
    const y = dropout(x);
    x.dispose();
    expect(values(y)).toEqual([1, 1]);
    expectNothingElse(y);
  });
});

it('no gradient passes what is held constant', () => {
  const expectNothingElse = leftovers();
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
