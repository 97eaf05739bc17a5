import { answerCount } from '../confusion.js';

/** How many answers were no, and wrong. */
export const falseNegatives = answerCount({
  name: 'false_negatives',
  summary: 'How many answers were no, and wrong.',
  better: 'lower',
  predicted: false,
  actual: true,
  examples: [
    {
      code: 'false_negatives(score, label)',
      inputs: {
        prediction: [[1], [2], [-1], [-2], [-3], [1]],
        target: [1, 0, 1, 0, 0, 1],
        weight: [1, 1, 1, 1, 1, 0],
      },
      expect: { value: 1 },
    },
  ],
});
