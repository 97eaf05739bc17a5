import { activation } from '@neurite/contract';

/** `x`, unchanged. */
export const identity = activation({
  name: 'identity',
  summary: 'Passes its input on unchanged.',
  formula: 'x',
  description:
    'Where a layer is asked for and nothing is to happen, as in a branch: `x -> [conv2d(8), identity] -> add`.',
  options: {},
  activation: {
    range: '(−∞, ∞)',
    zeroCentred: true,
    saturates: 'nowhere',
    cost: 'comparison',
    initializer: 'glorot_uniform',
    awkward: '1 everywhere; NaN stays NaN.',
  },
  examples: [{ code: 'identity', inputs: { x: [-2, 0, 3] }, expect: { y: [-2, 0, 3] } }],
  apply: (x) => x,
});
