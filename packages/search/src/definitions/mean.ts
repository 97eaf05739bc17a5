import { combination } from '@neurite/contract';
import { logMeanExp, meanOf } from '../scores.js';

/** The mean of the members, of scores the mean of their probabilities. */
export const mean = combination({
  name: 'mean',
  summary: 'The mean of the members; of scores the mean of the probabilities that they stand for.',
  formula: 'ln (Σ softmax(xₘ) / M) of scores of classes, Σ xₘ / M of everything else',
  description:
    'What comes out are scores again, so that whatever reads a member reads the ensemble. The mean of the probabilities is never worse in cross-entropy than the members are on average.',
  references: ['Breiman 1996, Bagging Predictors, Machine Learning 24'],
  options: {},
  values: true,
  examples: [
    {
      code: 'combine: mean',
      inputs: { first: [[0, 1.0986123]], second: [[0, 0]] },
      expect: { y: [[-0.9808293, -0.4700036]] },
    },
  ],
  apply: (outputs, { ops, reading }) => {
    if (reading.reads !== 'logits') return meanOf(outputs, ops);
    if (reading.classes)
      return logMeanExp(
        outputs.map((x) => ops.logSoftmax(x, -1)),
        ops,
      );
    // The logarithms of σ(x) and of 1 − σ(x), each exact where it is small.
    const yes = logMeanExp(
      outputs.map((x) => ops.neg(ops.softplus(ops.neg(x)))),
      ops,
    );
    const no = logMeanExp(
      outputs.map((x) => ops.neg(ops.softplus(x))),
      ops,
    );
    return ops.sub(yes, no);
  },
});
