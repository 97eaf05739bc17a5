import { activation } from '@neurite/contract';

/** `min(max(0, x), 6)`. */
export const relu6 = activation({
  name: 'relu6',
  summary: 'A rectifier with a ceiling of 6.',
  formula: 'min(max(0, x), 6)',
  description: 'Two rectifiers make it: `max(0, x) − max(0, x − 6)`.',
  options: {},
  activation: {
    range: '[0, 6]',
    zeroCentred: false,
    saturates: 'both sides',
    cost: 'comparison',
    initializer: 'he_normal',
    awkward: '0 at 0; NaN stays NaN.',
  },
  references: ['Krizhevsky 2010, Convolutional Deep Belief Networks on CIFAR-10'],
  examples: [{ code: 'relu6', inputs: { x: [-1, 0, 3, 6, 9] }, expect: { y: [0, 0, 3, 6, 6] } }],
  apply: (x, { ops }) => ops.minimum(ops.relu(x), 6),
});
