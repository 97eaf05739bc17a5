import { layer } from '@neurite/contract';

/** `x` where positive, `a · x` elsewhere, a learned. */
export const prelu = layer({
  name: 'prelu',
  family: 'activation',
  summary: 'A leaky rectifier that learns its slope, one for each channel or one for all.',
  formula: 'x > 0 ? x : a · x',
  description:
    'In place of `leaky_relu` where data are many: its slopes are learned. Leave them out of `l2`, which pulls them to 0.',
  references: ['He, Zhang, Ren, Sun 2015, arXiv:1502.01852'],
  options: {
    shared: { type: 'bool', default: false, doc: 'Whether all channels have one slope.' },
    init: {
      type: 'initializer',
      parameter: 'slope',
      default: 'constant(0.25)',
      doc: 'Where the slope starts.',
    },
  },
  inputs: { x: '[...lead, c]' },
  outputs: { y: '[...lead, c]' },
  parameters: {
    slope: { shape: '[c]', initializer: 'constant(0.25)', when: 'not shared' },
    shared_slope: { shape: '[]', initializer: 'constant(0.25)', when: 'shared' },
  },
  activation: {
    range: '(−∞, ∞)',
    zeroCentred: false,
    saturates: 'nowhere',
    cost: 'comparison',
    initializer: 'he_normal',
    awkward: '`a` at 0; NaN stays NaN.',
  },
  examples: [
    {
      code: 'prelu',
      inputs: {
        x: [
          [-1, 2],
          [4, -4],
        ],
      },
      parameters: { slope: [0.25, 0.5] },
      expect: {
        y: [
          [-0.25, 2],
          [4, -2],
        ],
      },
    },
    {
      code: 'prelu(shared: true)',
      options: { shared: true },
      inputs: { x: [[-1, 2]] },
      parameters: { shared_slope: 0.25 },
      expect: { y: [[-0.25, 2]] },
    },
  ],
  apply: ({ x }, { ops, options, parameters }) => {
    const slope = options.shared ? parameters.shared_slope : parameters.slope;
    return { outputs: { y: ops.where(ops.greater(x, 0), x, ops.mul(x, slope)) } };
  },
});
