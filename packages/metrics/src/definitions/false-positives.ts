import { answerCount } from '../confusion.js';

/** How many answers were yes, and wrong. */
export const falsePositives = answerCount({
  name: 'false_positives',
  summary: 'How many answers were yes, and wrong.',
  better: 'lower',
  predicted: true,
  actual: false,
  examples: [
    {
      code: 'false_positives(score, label)',
      inputs: {
        prediction: [[1], [2], [-1], [-2], [-3], [1]],
        target: [1, 0, 1, 0, 0, 1],
        weight: [1, 1, 1, 1, 1, 0],
      },
      expect: { value: 1 },
    },
  ],
});
