import { classScore, ratio } from '../confusion.js';

/** `tp / (tp + fp)`. */
export const precision = classScore({
  name: 'precision',
  summary: 'How many of those that were called a class belong to it.',
  formula: 'tp / (tp + fp)',
  description: 'Of a single score, that of class 1; of several classes, the mean over those that occur.',
  examples: [
    {
      code: 'precision(scores, label)',
      inputs: {
        prediction: [
          [3, 0, 0],
          [0, 2, 1],
          [0, 2, 1],
          [0, 0, 1],
        ],
        target: [0, 1, 2, 2],
        weight: [1, 1, 1, 1],
      },
      expect: { value: 0.8333333 },
    },
    {
      code: 'precision(score, label)',
      inputs: { prediction: [[1], [2], [-1], [1]], target: [1, 0, 1, 1], weight: [1, 1, 1, 0] },
      expect: { value: 0.5 },
    },
  ],
  score: ({ right, predicted }) => ratio(right, predicted),
});
