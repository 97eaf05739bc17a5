import { activation } from '@neurite/contract';

/** `max(0, x)`. */
export const relu = activation({
  name: 'relu',
  summary: 'Rectified linear unit: what is positive passes, the rest becomes 0.',
  formula: 'max(0, x)',
  description:
    'The usual choice between layers. A unit whose input is negative for every example has no gradient and stays dead; a lower rate, `leaky_relu` or `elu` avoid that.',
  options: {},
  activation: {
    range: '[0, ∞)',
    zeroCentred: false,
    saturates: 'x < 0',
    cost: 'comparison',
    initializer: 'he_normal',
    awkward: '0 at 0; NaN stays NaN.',
  },
  references: ['Nair, Hinton 2010, Rectified Linear Units Improve Restricted Boltzmann Machines'],
  examples: [{ code: 'relu', inputs: { x: [-2, -0.5, 0, 0.5, 2] }, expect: { y: [0, 0, 0, 0.5, 2] } }],
  apply: (x, { ops }) => ops.relu(x),
});
