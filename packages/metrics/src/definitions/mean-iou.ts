import { classScore, ratio } from '../confusion.js';

/** `tp / (tp + fp + fn)`. */
export const meanIou = classScore({
  name: 'mean_iou',
  summary: 'How much predicted and true regions of a class overlap.',
  formula: 'tp / (tp + fp + fn)',
  description: 'Jaccard index. Of a single score only class 1 counts.',
  references: ['Jaccard 1912, The Distribution of the Flora in the Alpine Zone'],
  examples: [
    {
      code: 'mean_iou(scores, label)',
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
      expect: { value: 0.6666667 },
    },
    {
      code: 'mean_iou(score, label)',
      inputs: { prediction: [[1], [2], [-1], [1]], target: [1, 0, 1, 1], weight: [1, 1, 1, 0] },
      expect: { value: 0.3333333 },
    },
  ],
  score: ({ right, predicted, actual }) => ratio(right, predicted + actual - right),
});
