import { activation } from '@neurite/contract';

/** `(eˣ − e⁻ˣ) / (eˣ + e⁻ˣ)`. */
export const tanh = activation({
  name: 'tanh',
  summary: 'The hyperbolic tangent.',
  formula: '(eˣ − e⁻ˣ) / (eˣ + e⁻ˣ)',
  description: 'Zero-centred, so better between layers than `sigmoid`; saturates on both sides all the same.',
  options: {},
  activation: {
    range: '(−1, 1)',
    zeroCentred: true,
    saturates: 'both sides',
    cost: 'exponential',
    initializer: 'glorot_uniform',
    awkward: '1 at 0; 0 at ±∞; NaN stays NaN.',
  },
  references: ['LeCun, Bottou, Orr, Müller 1998, Efficient BackProp'],
  examples: [
    {
      code: 'tanh',
      inputs: { x: [-3, -1, 0, 0.5, 2] },
      expect: { y: [-0.9950548, -0.7615942, 0, 0.4621172, 0.9640276] },
    },
    { code: 'tanh', inputs: { x: [-200, 200] }, expect: { y: [-1, 1] } },
  ],
  apply: (x, { ops }) => ops.tanh(x),
});
