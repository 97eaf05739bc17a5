import { metric } from '@neurite/contract';
import { classSignatures, thresholdOption } from '../classes.js';
import { confusion, countsOf, ratio } from '../confusion.js';

/** `tp / (tp + fp + fn)` of one class. */
export const iou = metric({
  name: 'iou',
  summary: 'How much predicted and true regions of one class overlap.',
  formula: 'tp / (tp + fp + fn)',
  description: 'Jaccard index of a class; `mean_iou` is the mean over all. Of a single score the class is 1.',
  references: ['Jaccard 1912, The Distribution of the Flora in the Alpine Zone'],
  options: {
    class: { type: 'int', default: 1, minimum: 0, doc: 'The class.' },
    threshold: thresholdOption,
  },
  signatures: classSignatures,
  assert: ['class < c'],
  better: 'higher',
  unit: 'fraction',
  examples: [
    {
      code: 'iou(scores, label, class: 2)',
      options: { class: 2 },
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
      expect: { value: 0.5 },
    },
    {
      code: 'iou(score, label)',
      inputs: { prediction: [[1], [2], [-1], [1]], target: [1, 0, 1, 1], weight: [1, 1, 1, 0] },
      expect: { value: 0.3333333 },
    },
  ],
  accumulate: (inputs, { ops, options, weight }) => ({
    ...confusion(inputs, options.threshold, { ops, weight }),
  }),
  finish: (sums, options) => {
    const counts = countsOf(sums, 'macro');
    // A class that there is not has no overlap.
    const { right, predicted, actual } = counts[counts.length === 1 ? 0 : options.class] ?? {
      right: 0,
      predicted: 0,
      actual: 0,
    };
    return ratio(right, predicted + actual - right);
  },
});
