import { layer } from '@neurite/contract';

/** `x · W + b` on the last axis. */
export const dense = layer({
  name: 'dense',
  family: 'core',
  summary: 'A fully connected layer: a matrix product with the last axis, and a bias.',
  formula: 'x · W + b',
  description:
    'Works on the last axis, at all times and places alike; images go through `flatten` before. In front of a normalizer `bias: false` is enough.',
  references: ['Rosenblatt 1958, The Perceptron'],
  options: {
    units: { type: 'int', minimum: 1, doc: 'Number of outputs.' },
    bias: { type: 'bool', default: true, doc: 'Whether to add a bias.' },
    init: {
      type: 'initializer',
      parameter: 'kernel',
      default: 'auto',
      doc: 'How the kernel starts; by default as the next activation asks.',
    },
  },
  inputs: { x: '[...lead, c]' },
  outputs: { y: '[...lead, units]' },
  parameters: {
    kernel: { shape: '[c, units]', initializer: 'auto', fanIn: 'c', fanOut: 'units' },
    bias: { shape: '[units]', initializer: 'zeros', when: 'bias' },
  },
  macs: 'product(lead) * c * units',
  examples: [
    {
      code: 'dense(2)',
      options: { units: 2 },
      inputs: { x: [[1, 2, 3]] },
      parameters: {
        kernel: [
          [1, 0],
          [0, 1],
          [1, -1],
        ],
        bias: [0.5, -0.5],
      },
      expect: { y: [[4.5, -1.5]] },
    },
    {
      code: 'dense(1, bias: false)',
      options: { units: 1, bias: false },
      inputs: {
        x: [
          [
            [1, 2],
            [3, 4],
          ],
        ],
      },
      parameters: { kernel: [[1], [10]] },
      expect: { y: [[[21], [43]]] },
    },
  ],
  apply: ({ x }, { ops, options, parameters }) => {
    // One matrix product whatever the rank: backends are fastest at that.
    const shape = ops.shape(x);
    const rows = ops.reshape(x, [-1, shape.at(-1)!]);
    const product = ops.matMul(rows, parameters.kernel);
    const y = options.bias ? ops.add(product, parameters.bias) : product;
    return { outputs: { y: ops.reshape(y, [...shape.slice(0, -1), options.units]) } };
  },
});
