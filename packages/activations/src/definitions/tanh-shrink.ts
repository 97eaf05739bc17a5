import { activation } from '@neurite/contract';

/** `x − tanh x`. */
export const tanhShrink = activation({
  name: 'tanh_shrink',
  summary: 'What tanh cuts off: flat at 0, linear far out.',
  formula: 'x − tanh x',
  description: 'For sparse codes; nearly 0 and nearly flat where x is small, so learning begins slowly.',
  options: {},
  activation: {
    range: '(−∞, ∞)',
    zeroCentred: true,
    saturates: 'x ≈ 0',
    cost: 'exponential',
    initializer: 'glorot_uniform',
    awkward: '0 at 0; 1 at ±∞; NaN stays NaN.',
  },
  examples: [
    {
      code: 'tanh_shrink',
      inputs: { x: [-3, -1, 0, 0.5, 2] },
      expect: { y: [-2.0049452, -0.2384058, 0, 0.0378828, 1.0359724] },
    },
  ],
  apply: (x, { ops }) => ops.sub(x, ops.tanh(x)),
});
