import { activation } from '@neurite/contract';

/** `1 / (1 + e⁻ˣ)`. */
export const sigmoid = activation({
  name: 'sigmoid',
  summary: 'The logistic function.',
  formula: '1 / (1 + e⁻ˣ)',
  description:
    'For gates and probabilities. Not between the layers of a deep network: its slope is at most 1/4, so gradients shrink layer by layer, and outputs that are all positive make the weight gradients of each unit share one sign.',
  options: {},
  activation: {
    range: '(0, 1)',
    zeroCentred: false,
    saturates: 'both sides',
    cost: 'exponential',
    initializer: 'glorot_uniform',
    awkward: '1/4 at 0; 0 at ±∞; NaN stays NaN.',
  },
  examples: [
    {
      code: 'sigmoid',
      inputs: { x: [-3, -1, 0, 0.5, 2] },
      expect: { y: [0.0474259, 0.2689414, 0.5, 0.6224593, 0.8807971] },
    },
    { code: 'sigmoid', inputs: { x: [-200, 200] }, expect: { y: [0, 1] } },
  ],
  apply: (x, { ops }) => ops.sigmoid(x),
});
