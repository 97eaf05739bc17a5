import { activation } from '@neurite/contract';

/** `ln σ(x)`. */
export const logSigmoid = activation({
  name: 'log_sigmoid',
  summary: 'The logarithm of the logistic function.',
  formula: '−ln(1 + e⁻ˣ)',
  description:
    'Where logarithms of probabilities are wanted. `binary_cross_entropy` takes the scores themselves.',
  options: {},
  activation: {
    range: '(−∞, 0)',
    zeroCentred: false,
    saturates: 'x ≫ 0',
    cost: 'several exponentials',
    initializer: 'glorot_uniform',
    awkward: '1/2 at 0; no overflow for very negative x; NaN stays NaN.',
  },
  examples: [
    {
      code: 'log_sigmoid',
      inputs: { x: [-3, -1, 0, 0.5, 2] },
      expect: { y: [-3.0485874, -1.3132617, -0.6931472, -0.474077, -0.126928] },
    },
    { code: 'log_sigmoid', inputs: { x: [-200, 200] }, expect: { y: [-200, 0] } },
  ],
  apply: (x, { ops }) => ops.neg(ops.softplus(ops.neg(x))),
});
