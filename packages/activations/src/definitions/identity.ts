import { activation } from '@neurite/contract';

/** `x`, unchanged. */
export const identity = activation({
  name: 'identity',
  summary: 'Passes its input on unchanged.',
  formula: 'x',
  options: {},
  activation: {
    range: '(−∞, ∞)',
    zeroCentred: true,
    saturates: 'nowhere',
    cost: 'comparison',
    initializer: 'glorot_uniform',
  },
  examples: [{ code: 'identity', inputs: { x: [-2, 0, 3] }, expect: { y: [-2, 0, 3] } }],
  apply: (x) => x,
});
