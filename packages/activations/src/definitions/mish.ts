import { activation } from '@neurite/contract';

/** `x · tanh(ln(1 + eˣ))`. */
export const mish = activation({
  name: 'mish',
  summary: 'x times the hyperbolic tangent of its softplus.',
  formula: 'x · tanh(ln(1 + eˣ))',
  description:
    'In place of `relu` in deep convolutional networks with `batch_norm`; costs several exponentials.',
  options: {},
  activation: {
    range: '[−0.3088, ∞)',
    zeroCentred: false,
    saturates: 'x ≪ 0',
    cost: 'several exponentials',
    initializer: 'he_normal',
    awkward: '0.6 at 0; not monotonic: falls until x ≈ −1.1924; NaN stays NaN.',
  },
  references: ['Misra 2019, arXiv:1908.08681'],
  examples: [
    {
      code: 'mish',
      inputs: { x: [-3, -1, 0, 0.5, 2] },
      expect: { y: [-0.1456475, -0.3034015, 0, 0.3752452, 1.943959] },
    },
  ],
  apply: (x, { ops }) => ops.mul(x, ops.tanh(ops.softplus(x))),
});
