import { loss } from '@neurite/contract';
import { asSigns, binarySignatures } from '../binary.js';
import { perExample } from '../per-example.js';

/** `max(0, 1 − t · x)²`. */
export const squaredHinge = loss({
  name: 'squared_hinge',
  summary: 'For yes or no: the square of the hinge loss, smooth at the margin.',
  formula: '1/n · Σ max(0, 1 − t · x)², t = −1 or 1',
  description: 'Targets are −1 and 1 as numbers, or 0 and 1 as int32.',
  references: ['Tang 2013, arXiv:1306.0239'],
  options: {},
  signatures: binarySignatures,
  reads: 'values',
  examples: [
    {
      code: 'squared_hinge(score, label)',
      inputs: { prediction: [[2], [0.5], [1]], target: [[1], [1], [-1]] },
      expect: { loss: [0, 0.25, 4] },
    },
  ],
  apply: ({ prediction, target }, { ops }) =>
    perExample(ops.square(ops.relu(ops.sub(1, ops.mul(asSigns(prediction, target, ops), prediction)))), ops),
});
