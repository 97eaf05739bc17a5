import { loss } from '@neurite/contract';
import { asProbabilities, classSignatures } from '../classes.js';
import { perExample } from '../per-example.js';

// Below every score of a network, and finite: a Program is JSON.
const lowest = -3e38;

/** `max(0, 1 + best wrong score − right score)`. */
export const categoricalHinge = loss({
  name: 'categorical_hinge',
  summary: 'For exclusive classes: 0 as soon as the right score leads by a margin of 1.',
  formula: 'max(0, 1 + maxⱼ≠ₜ xⱼ − xₜ)',
  description:
    'A margin in place of probabilities: nothing is learned from what is right by 1. For probabilities, `cross_entropy`.',
  references: [
    'Crammer, Singer 2001, On the Algorithmic Implementation of Multiclass Kernel-based Vector Machines',
  ],
  options: {},
  signatures: classSignatures,
  reads: 'values',
  classes: 'c',
  examples: [
    {
      code: 'categorical_hinge(scores, label)',
      inputs: {
        prediction: [
          [3, 1, 0],
          [1, 1.5, 0],
        ],
        target: [0, 0],
      },
      expect: { loss: [0, 1.5] },
    },
    {
      code: 'categorical_hinge(scores, label)',
      inputs: { prediction: [[-1, -3]], target: [[0.9, 0.1]] },
      expect: { loss: [0] },
    },
  ],
  apply: ({ prediction, target }, { ops }) => {
    const isTarget = ops.greater(asProbabilities(target, ops.shape(prediction).at(-1)!, ops), 0.5);
    const right = ops.sum(ops.where(isTarget, prediction, 0), -1);
    const bestWrong = ops.max(ops.where(isTarget, lowest, prediction), -1);
    return perExample(ops.relu(ops.add(ops.sub(bestWrong, right), 1)), ops);
  },
});
