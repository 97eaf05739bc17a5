import { layer } from '@neurite/contract';

/** `x · σ(βx)`, β fixed or learned. */
export const swish = layer({
  name: 'swish',
  family: 'activation',
  summary: 'x times the sigmoid of βx; found by a search over activation functions.',
  formula: 'x · σ(βx)',
  description: 'β = 0 is x/2, β = 1 `silu`, and for large β it approaches `relu`.',
  references: ['Ramachandran, Zoph, Le 2017, arXiv:1710.05941'],
  options: {
    beta: { type: 'float', default: 1, doc: 'β, or where it starts.' },
    learnable: { type: 'bool', default: false, doc: 'Whether β is learned, one for the layer.' },
  },
  inputs: { x: '[...s]' },
  outputs: { y: '[...s]' },
  parameters: {
    // Learned as an offset, so that the option says where β starts whatever the initializer.
    offset: { shape: '[]', initializer: 'zeros', when: 'learnable', doc: 'What training adds to β.' },
  },
  activation: {
    range: '(−∞, ∞)',
    zeroCentred: false,
    saturates: 'x ≪ 0',
    cost: 'exponential',
    initializer: 'he_normal',
    awkward: '1/2 at 0; not monotonic; NaN stays NaN.',
  },
  examples: [
    {
      code: 'swish(1.5)',
      options: { beta: 1.5 },
      inputs: { x: [-3, -1, 0, 0.5, 2] },
      expect: { y: [-0.0329608, -0.1824255, 0, 0.3395893, 1.9051483] },
    },
    {
      code: 'swish(learnable: true)',
      options: { learnable: true },
      inputs: { x: [-1, 2] },
      parameters: { offset: 0.5 },
      expect: { y: [-0.1824255, 1.9051483] },
    },
  ],
  apply: ({ x }, { ops, options, parameters }) => {
    const beta = options.learnable ? ops.add(parameters.offset, options.beta) : options.beta;
    return { outputs: { y: ops.mul(x, ops.sigmoid(ops.mul(x, beta))) } };
  },
});
