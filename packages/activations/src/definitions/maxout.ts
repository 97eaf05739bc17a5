import { layer } from '@neurite/contract';

/** The largest of several learned linear pieces. */
export const maxout = layer({
  name: 'maxout',
  family: 'activation',
  summary: 'The largest of several learned linear functions: an activation that learns its own convex shape.',
  formula: 'yⱼ = max over p of (x · W + b)ⱼₚ',
  description:
    'Contains ReLU, leaky ReLU and |x|. Has as many times the weights of a `dense` layer as it has pieces.',
  references: ['Goodfellow, Warde-Farley, Mirza, Courville, Bengio 2013, arXiv:1302.4389'],
  options: {
    units: { type: 'int', minimum: 1, doc: 'Number of outputs.' },
    pieces: { type: 'int', default: 2, minimum: 1, doc: 'Number of linear functions for each output.' },
    bias: { type: 'bool', default: true, doc: 'Whether to add a bias.' },
    init: {
      type: 'initializer',
      parameter: 'kernel',
      default: 'glorot_uniform',
      doc: 'How the kernel starts.',
    },
  },
  inputs: { x: '[...lead, c]' },
  outputs: { y: '[...lead, units]' },
  parameters: {
    kernel: {
      shape: '[c, units * pieces]',
      initializer: 'glorot_uniform',
      fanIn: 'c',
      fanOut: 'units * pieces',
    },
    bias: { shape: '[units * pieces]', initializer: 'zeros', when: 'bias' },
  },
  macs: 'product(lead) * c * units * pieces',
  activation: {
    range: '(−∞, ∞)',
    zeroCentred: false,
    saturates: 'nowhere',
    cost: 'comparison',
    initializer: 'glorot_uniform',
    awkward: 'Where pieces are equal the first counts; NaN stays NaN.',
  },
  examples: [
    {
      // |x|, as the larger of x and −x.
      code: 'maxout(1)',
      options: { units: 1 },
      inputs: { x: [[-3], [2]] },
      parameters: { kernel: [[1, -1]], bias: [0, 0] },
      expect: { y: [[3], [2]] },
    },
  ],
  apply: ({ x }, { ops, options: { units, pieces, bias }, parameters }) => {
    const shape = ops.shape(x);
    const product = ops.matMul(ops.reshape(x, [-1, shape.at(-1)!]), parameters.kernel);
    const all = bias ? ops.add(product, parameters.bias) : product;
    const largest = ops.max(ops.reshape(all, [-1, units, pieces]), -1);
    return { outputs: { y: ops.reshape(largest, [...shape.slice(0, -1), units]) } };
  },
});
