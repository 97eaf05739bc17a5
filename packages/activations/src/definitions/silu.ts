import { activation } from '@neurite/contract';

/** `x · σ(x)`. */
export const silu = activation({
  name: 'silu',
  summary: 'x times its sigmoid; also called swish with β = 1.',
  formula: 'x / (1 + e⁻ˣ)',
  description: 'In place of `relu` in deep networks; `swish` can learn its β. Wants `he_normal`.',
  options: {},
  activation: {
    range: '[−0.2785, ∞)',
    zeroCentred: false,
    saturates: 'x ≪ 0',
    cost: 'exponential',
    initializer: 'he_normal',
    awkward: '1/2 at 0; not monotonic: falls until x ≈ −1.2785; NaN stays NaN.',
  },
  references: ['Elfwing, Uchibe, Doya 2017, arXiv:1702.03118'],
  examples: [
    {
      code: 'silu',
      inputs: { x: [-3, -1, 0, 0.5, 2] },
      expect: { y: [-0.1422776, -0.2689414, 0, 0.3112297, 1.7615942] },
    },
  ],
  apply: (x, { ops }) => ops.mul(x, ops.sigmoid(x)),
});
