import {
  activation,
  constraint,
  createCatalog,
  layer,
  loss,
  metric,
  optimizer,
  pretraining,
  regularizer,
} from '@neurite/contract';

// The smallest definitions of each kind: tests of this package may not import plugins.

export const dense = layer({
  name: 'dense',
  family: 'core',
  summary: 'x·W + b',
  options: { units: { type: 'int', doc: 'Outputs.' } },
  inputs: { x: '[batch, c]' },
  outputs: { y: '[batch, units]' },
  parameters: {
    kernel: { shape: '[c, units]', initializer: 'auto' },
    bias: { shape: '[units]', initializer: 'zeros' },
  },
  apply: ({ x }, { ops, parameters }) => ({
    outputs: { y: ops.add(ops.matMul(x, parameters.kernel), parameters.bias) },
  }),
});
export const tanh = activation({
  name: 'tanh',
  summary: 'tanh',
  options: {},
  activation: {
    range: '(−1, 1)',
    zeroCentred: true,
    saturates: 'both sides',
    cost: 'exponential',
    initializer: 'glorot',
  },
  apply: (x, { ops }) => ops.tanh(x),
});
/** Subtracts a moving mean: a normalizer in small, with a parameter and a statistic. */
export const centre = layer({
  name: 'centre',
  family: 'normalizer',
  summary: 'x − mean + shift',
  options: {},
  inputs: { x: '[batch, c]' },
  outputs: { y: '[batch, c]' },
  parameters: { shift: { shape: '[c]', initializer: 'zeros' } },
  state: { mean: { shape: '[c]', initializer: 'zeros' } },
  apply: ({ x }, { ops, parameters, state, training }) => {
    const mean = training ? ops.mean(x, 0) : state.mean;
    return {
      outputs: { y: ops.add(ops.sub(x, mean), parameters.shift) },
      ...(training ? { state: { mean: ops.add(ops.mul(state.mean, 0.9), ops.mul(mean, 0.1)) } } : {}),
    };
  },
});
export const dropout = layer({
  name: 'dropout',
  family: 'noise',
  summary: 'Drops.',
  options: {},
  inputs: { x: '[...s]' },
  outputs: { y: '[...s]' },
  apply: ({ x }, { ops, training, random }) => ({
    outputs: {
      y: training ? ops.mul(x, ops.cast(ops.less(random('mask', ops.shape(x)), 0.5), 'float32')) : x,
    },
  }),
});
export const squared = loss({
  name: 'squared_error',
  summary: 'Σ (y − t)²',
  options: {},
  signatures: [{ prediction: '[batch, c]', target: '[batch, c]' }],
  reads: 'values',
  apply: ({ prediction, target }, { ops }) => ops.sum(ops.square(ops.sub(prediction, target)), 1),
});
export const within = metric({
  name: 'within',
  summary: 'How many examples are within 1.',
  options: {},
  signatures: [{ prediction: '[batch, c]', target: '[batch, c]' }],
  better: 'higher',
  unit: 'fraction',
  accumulate: ({ prediction, target }, { ops, weight }) => ({
    near: ops.sum(
      ops.mul(weight, ops.cast(ops.less(ops.max(ops.abs(ops.sub(prediction, target)), 1), 1), 'float32')),
    ),
    count: ops.sum(weight),
  }),
  finish: ({ near, count }) => near![0]! / count![0]!,
});
export const l2 = regularizer({
  name: 'l2',
  summary: 'λ Σ w²',
  options: { strength: { type: 'float', doc: 'λ.' } },
  penalty: (w, { ops, options }) => ops.mul(ops.sum(ops.square(w)), options.strength),
});
export const nonNegative = constraint({
  name: 'non_neg',
  summary: 'max(0, w)',
  options: {},
  project: (w, { ops }) => ops.maximum(w, 0),
});
export const sgd = optimizer({
  name: 'sgd',
  summary: 'w − rate·g',
  options: {},
  elementwise: true,
  slots: [],
  scalarNames: ['rate'],
  scalars: (_, rate) => ({ rate }),
  update: ({ parameter, gradient, scalars }, { ops }) => ({
    parameter: ops.sub(parameter, ops.mul(gradient, scalars.rate)),
    slots: {},
  }),
});
export const adam = optimizer({
  name: 'adam',
  summary: 'Adam',
  options: {},
  elementwise: true,
  slots: ['m', 'v'],
  scalarNames: ['rate', 'correction'],
  scalars: (step, rate) => ({ rate: rate / (1 - 0.9 ** step), correction: 1 / Math.sqrt(1 - 0.999 ** step) }),
  update: ({ parameter, gradient, slots, scalars }, { ops }) => {
    const m = ops.add(ops.mul(slots.m, 0.9), ops.mul(gradient, 0.1));
    const v = ops.add(ops.mul(slots.v, 0.999), ops.mul(ops.square(gradient), 0.001));
    const step = ops.div(ops.mul(m, scalars.rate), ops.add(ops.mul(ops.sqrt(v), scalars.correction), 1e-8));
    return { parameter: ops.sub(parameter, step), slots: { m, v } };
  },
});
/** Two by two, stride 2, without a bias. */
export const conv = layer({
  name: 'conv',
  family: 'convolution',
  summary: 'A convolution.',
  options: {},
  inputs: { x: '[batch, h, w, c]' },
  outputs: { y: '[batch, h / 2, w / 2, 3]' },
  parameters: { kernel: { shape: '[2, 2, c, 3]', initializer: 'auto' } },
  apply: ({ x }, { ops, parameters }) => ({ outputs: { y: ops.conv(x, parameters.kernel, convolution) } }),
});
export const convolution = {
  strides: [2, 2],
  padding: [
    [0, 0],
    [0, 0],
  ],
  dilation: [1, 1],
  groups: 1,
} as const;
export const maxPool = layer({
  name: 'max_pool',
  family: 'pooling',
  summary: 'The largest of two by two.',
  options: {},
  inputs: { x: '[batch, h, w, c]' },
  outputs: { y: '[batch, h / 2, w / 2, c]' },
  apply: ({ x }, { ops }) => ({
    outputs: { y: ops.maxPool(x, { size: [2, 2], strides: [2, 2], padding: convolution.padding }) },
  }),
});
export const flatten = layer({
  name: 'flatten',
  family: 'shape',
  summary: 'One axis.',
  options: {},
  inputs: { x: '[batch, ...s]' },
  outputs: { y: '[batch, product(s)]' },
  apply: ({ x }, { ops }) => ({ outputs: { y: ops.reshape(x, [ops.shape(x)[0]!, -1]) } }),
});
export const add = layer({
  name: 'add',
  family: 'merge',
  summary: 'Sum.',
  options: {},
  inputs: { xs: { shape: '[...s]', variadic: true } },
  outputs: { y: '[...s]' },
  apply: ({ xs }, { ops }) => ({ outputs: { y: xs.reduce((a, b) => ops.add(a, b)) } }),
});
export const reconstruct = pretraining({
  name: 'reconstruct',
  summary: 'Σ (x − decode(encode(x)))²',
  options: {},
  objective: ({ input, encode, decode }, { ops }) => {
    const distance = ops.square(ops.sub(decode(encode(input)), input));
    return ops.sum(
      distance,
      ops
        .shape(distance)
        .slice(1)
        .map((_, axis) => axis + 1),
    );
  },
});

const layers = [dense, tanh, centre, dropout, conv, maxPool, flatten, add];
export const catalog = createCatalog([...layers, squared, within, l2, nonNegative, sgd, adam, reconstruct]);
