import { loss } from '@neurite/contract';
import { asSigns, binarySignatures } from '../binary.js';
import { perExample } from '../per-example.js';

/** `max(0, 1 − t · x)`. */
export const hinge = loss({
  name: 'hinge',
  summary: 'For yes or no: 0 as soon as the score is on the right side by a margin of 1.',
  formula: '1/n · Σ max(0, 1 − t · x), t = −1 or 1',
  description: 'Targets are −1 and 1 as numbers, or 0 and 1 as int32.',
  references: ['Cortes, Vapnik 1995, Support-Vector Networks'],
  options: {},
  signatures: binarySignatures,
  reads: 'values',
  examples: [
    {
      code: 'hinge(score, label)',
      inputs: { prediction: [[2], [0.5], [1]], target: [[1], [1], [-1]] },
      expect: { loss: [0, 0.5, 2] },
    },
  ],
  apply: ({ prediction, target }, { ops }) =>
    perExample(ops.relu(ops.sub(1, ops.mul(asSigns(prediction, target, ops), prediction))), ops),
});
