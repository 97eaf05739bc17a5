import { loss } from '@neurite/contract';
import { asProbabilities, classSignatures } from '../classes.js';
import { perExample } from '../per-example.js';

// Below it 1 − p counts as this much: keeps the derivative of a small power finite.
const smallest = 1e-7;

/** `−Σ tᵢ · (1 − pᵢ)^γ · ln pᵢ`. */
export const focal = loss({
  name: 'focal',
  summary:
    'For exclusive classes, some of them rare: cross-entropy that fades for examples that are already right.',
  formula: '−Σ tᵢ · (1 − pᵢ)^γ · ln pᵢ, p = softmax(x)',
  description: 'Reads scores (logits). With γ = 0 it is `cross_entropy`.',
  references: ['Lin, Goyal, Girshick, He, Dollár 2017, arXiv:1708.02002'],
  options: { gamma: { type: 'float', default: 2, minimum: 0, doc: 'γ: how fast easy examples fade.' } },
  signatures: classSignatures,
  reads: 'logits',
  classes: 'c',
  examples: [
    {
      code: 'focal(scores, label)',
      inputs: {
        prediction: [
          [0, 1.0986123],
          [0, 1.0986123],
        ],
        target: [1, 0],
      },
      expect: { loss: [0.0179801, 0.7797905] },
    },
    {
      code: 'focal(scores, label, gamma: 0)',
      options: { gamma: 0 },
      inputs: { prediction: [[0, 1.0986123]], target: [0] },
      expect: { loss: [1.3862944] },
    },
  ],
  apply: ({ prediction, target }, { ops, options: { gamma } }) => {
    const probabilities = asProbabilities(target, ops.shape(prediction).at(-1)!, ops);
    const logarithms = ops.logSoftmax(prediction, -1);
    const wrong = ops.maximum(ops.neg(ops.expm1(logarithms)), smallest);
    const terms = ops.mul(ops.mul(probabilities, ops.pow(wrong, gamma)), logarithms);
    return perExample(ops.neg(ops.sum(terms, -1)), ops);
  },
});
