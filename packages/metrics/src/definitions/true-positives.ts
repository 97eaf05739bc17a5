import { answerCount } from '../confusion.js';

/** How many answers were yes, and rightly so. */
export const truePositives = answerCount({
  name: 'true_positives',
  summary: 'How many answers were yes, and rightly so.',
  better: 'higher',
  predicted: true,
  actual: true,
  examples: [
    {
      code: 'true_positives(score, label)',
      inputs: {
        prediction: [[1], [2], [-1], [-2], [-3], [1]],
        target: [1, 0, 1, 0, 0, 1],
        weight: [1, 1, 1, 1, 1, 0],
      },
      expect: { value: 1 },
    },
  ],
});
