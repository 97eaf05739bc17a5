import { activation } from '@neurite/contract';

/** `x` where positive, `slope · x` elsewhere. */
export const leakyRelu = activation({
  name: 'leaky_relu',
  summary: 'A rectifier that keeps a small slope below 0, so that no unit dies.',
  formula: 'x > 0 ? x : slope · x',
  description:
    'In place of `relu` where units die, and in the judges of generative adversarial networks (slope: 0.2). Wants `he_normal`.',
  options: { slope: { type: 'float', default: 0.01, doc: 'Slope below 0.' } },
  activation: {
    range: '(−∞, ∞)',
    zeroCentred: false,
    saturates: 'nowhere',
    cost: 'comparison',
    initializer: 'he_normal',
    awkward: '`slope` at 0; NaN stays NaN.',
  },
  references: ['Maas, Hannun, Ng 2013, Rectifier Nonlinearities Improve Neural Network Acoustic Models'],
  examples: [
    { code: 'leaky_relu', inputs: { x: [-2, 0, 3] }, expect: { y: [-0.02, 0, 3] } },
    {
      code: 'leaky_relu(slope: 0.1)',
      options: { slope: 0.1 },
      inputs: { x: [-2, 0, 3] },
      expect: { y: [-0.2, 0, 3] },
    },
  ],
  apply: (x, { ops, options }) =>
    ops.composite('leaky_relu', [x, ops.constant(options.slope)], ([y, slope]) => [
      ops.where(ops.greater(y!, 0), y!, ops.mul(y!, slope!)),
    ])[0]!,
});
