import { combination } from '@neurite/contract';
import { meanOf } from '../scores.js';

// A class that nobody voted for keeps a trace: the logarithm of nothing is no score.
const TRACE = 1e-6;

/** One vote of each member. */
export const vote = combination({
  name: 'vote',
  summary:
    'Each member has one vote, for what it thinks likeliest; the shares of the votes are the probabilities.',
  formula: 'Σ one_hot(argmax xₘ) / M, of scores its logarithm',
  description:
    'A share of 0 counts as 1e-6. Members that are barely sure count as much as those that are certain: `mean` is usually better.',
  references: ['Breiman 1996, Bagging Predictors, Machine Learning 24'],
  options: {},
  values: false,
  examples: [
    {
      code: 'combine: vote',
      inputs: { first: [[0, 1]], second: [[5, -5]], third: [[0.1, 0.2]] },
      expect: { y: [[-1.0986123, -0.4054651]] },
    },
  ],
  apply: (outputs, { ops, reading }) => {
    const isScore = reading.reads === 'logits';
    if (reading.classes) {
      const classes = ops.shape(outputs[0]!).at(-1)!;
      const shares = meanOf(
        outputs.map((x) => ops.oneHot(ops.argmax(x, -1), classes)),
        ops,
      );
      return isScore ? ops.log(ops.maximum(shares, TRACE)) : shares;
    }
    const half = isScore ? 0 : 0.5;
    const share = meanOf(
      outputs.map((x) => ops.cast(ops.greater(x, half), 'float32')),
      ops,
    );
    if (!isScore) return share;
    const inside = ops.clip(share, TRACE, 1 - TRACE);
    return ops.sub(ops.log(inside), ops.log(ops.sub(1, inside)));
  },
});
