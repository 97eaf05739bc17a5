import { createCatalog } from '../catalog.js';
import { activation, layer } from './layer.js';
import { optimizer } from './optimizer.js';
import { loss } from './loss.js';
import { transform } from './data.js';
import { initializer } from './initializer.js';

const dense = layer({
  name: 'dense',
  family: 'core',
  summary: 'A matrix product and a bias.',
  options: {
    units: { type: 'int', minimum: 1, doc: 'Number of outputs.' },
    bias: { type: 'bool', default: true, doc: 'Whether to add a bias.' },
  },
  inputs: { x: '[...lead, c]', mask: { shape: 'bool[...lead]', optional: true } },
  outputs: { y: '[...lead, units]' },
  parameters: {
    kernel: { shape: '[c, units]', initializer: 'auto', fanIn: 'c', fanOut: 'units' },
    bias: { shape: '[units]', initializer: 'zeros', when: 'bias' },
  },
  apply: ({ x }, { ops, options, parameters }) => {
    const y = ops.matMul(x, parameters.kernel);
    return { outputs: { y: options.bias ? ops.add(y, parameters.bias) : y } };
  },
});

const add = layer({
  name: 'add',
  family: 'merge',
  summary: 'Sum.',
  options: {},
  inputs: { xs: { shape: '[...s]', variadic: true } },
  outputs: { y: '[...s]' },
  apply: ({ xs }, { ops }) => ({ outputs: { y: xs.reduce((a, b) => ops.add(a, b)) } }),
});

const leaky = activation({
  name: 'leaky_relu',
  summary: 'ReLU with a small slope.',
  options: { slope: { type: 'float', default: 0.01, doc: 'Slope below 0.' } },
  activation: {
    range: '(−∞, ∞)',
    zeroCentred: false,
    saturates: 'nowhere',
    cost: 'comparison',
    initializer: 'he_normal',
  },
  apply: (x, { ops, options }) => ops.maximum(x, ops.mul(x, options.slope)),
});

const sgd = optimizer({
  name: 'sgd',
  version: 1,
  summary: 'Gradient descent.',
  options: { momentum: { type: 'float', default: 0, doc: 'Momentum.' } },
  elementwise: true,
  slots: ['velocity'],
  scalarNames: ['rate'],
  scalars: (_step, rate) => ({ rate }),
  update: ({ parameter, gradient, slots, scalars }, { ops, options }) => {
    const velocity = ops.add(ops.mul(slots.velocity, options.momentum), gradient);
    return { parameter: ops.sub(parameter, ops.mul(velocity, scalars.rate)), slots: { velocity } };
  },
});

const mse = loss({
  name: 'mean_squared_error',
  summary: 'Mean squared error.',
  options: {},
  signatures: [{ prediction: '[batch, ...s]', target: '[batch, ...s]' }],
  reads: 'values',
  apply: ({ prediction, target }, { ops }) => ops.mean(ops.square(ops.sub(prediction, target)), [-1]),
});

const scale = transform({
  name: 'scale',
  summary: 'Multiplies.',
  options: { by: { type: 'float', doc: 'Factor.' } },
  inputs: { x: '[...s]' },
  outputs: { y: '[...s]' },
  fitted: { mean: '[]' },
  apply: (x, { ops, options, fitted }) => ops.sub(ops.mul(x, options.by), fitted.mean),
});

const zeros = initializer({
  name: 'zeros',
  summary: 'Zeros.',
  options: {},
  initialize: ({ shape }) => new Float64Array(shape.reduce((a, b) => a * b, 1)),
});

describe('definitions', () => {
  it('are frozen, complete, and found by kind and name', () => {
    const catalog = createCatalog([dense, add, leaky, sgd, mse, scale, zeros]);
    expect(catalog.get('layer', 'dense')).toBe(dense);
    expect(catalog.get('layer', 'zeros')).toBeUndefined();
    expect(catalog.names('layer')).toEqual(['add', 'dense', 'leaky_relu']);
    expect(Object.isFrozen(dense)).toBe(true);
    expect(leaky.inputs).toEqual({ x: '[...s]' });
  });

  it('may not share a name within a kind', () => {
    expect(() => createCatalog([dense, dense])).toThrow('Two definitions of layer "dense"');
  });
});
