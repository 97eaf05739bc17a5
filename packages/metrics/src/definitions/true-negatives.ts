import { answerCount } from '../confusion.js';

/** How many answers were no, and rightly so. */
export const trueNegatives = answerCount({
  name: 'true_negatives',
  summary: 'How many answers were no, and rightly so.',
  better: 'higher',
  predicted: false,
  actual: false,
  examples: [
    {
      code: 'true_negatives(score, label)',
      inputs: {
        prediction: [[1], [2], [-1], [-2], [-3], [1]],
        target: [1, 0, 1, 0, 0, 1],
        weight: [1, 1, 1, 1, 1, 0],
      },
      expect: { value: 2 },
    },
  ],
});
