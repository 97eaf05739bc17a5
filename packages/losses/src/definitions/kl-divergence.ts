import { loss } from '@neurite/contract';
import { perExample } from '../per-example.js';

/** `Σ tᵢ · ln(tᵢ / softmax(x)ᵢ)`. */
export const klDivergence = loss({
  name: 'kl_divergence',
  summary: 'How far the distribution of the scores is from a target distribution.',
  formula: 'Σ tᵢ · (ln tᵢ − ln softmax(x)ᵢ)',
  description:
    'Reads scores (logits). `cross_entropy` less the entropy of the target: the same gradients, and 0 when they agree.',
  references: ['Kullback, Leibler 1951, On Information and Sufficiency'],
  options: {},
  signatures: [{ prediction: '[batch, ...s, c]', target: '[batch, ...s, c]' }],
  reads: 'logits',
  classes: 'c',
  examples: [
    {
      code: 'kl_divergence(scores, probabilities)',
      inputs: {
        prediction: [
          [0, 1.0986123],
          [0, 1.0986123],
        ],
        target: [
          [0.5, 0.5],
          [0, 1],
        ],
      },
      expect: { loss: [0.143841, 0.2876821] },
    },
  ],
  apply: ({ prediction, target }, { ops }) => {
    // 0 · ln 0 is 0 here: where a target is 0, its logarithm is taken of 1.
    const logarithm = ops.log(ops.where(ops.greater(target, 0), target, 1));
    const terms = ops.mul(target, ops.sub(logarithm, ops.logSoftmax(prediction, -1)));
    return perExample(ops.sum(terms, -1), ops);
  },
});
