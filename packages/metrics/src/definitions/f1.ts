import { metric } from '@neurite/contract';
import { classSignatures } from '../classes.js';
import { confusion, confusionOptions, countsOf, meanOver, ratio } from '../confusion.js';

/** The harmonic mean of precision and recall. */
export const f1 = metric({
  name: 'f1',
  summary: 'The harmonic mean of precision and recall; with β the recall weighs β times as much.',
  formula: '(1 + β²) · tp / ((1 + β²) · tp + β² · fn + fp)',
  description: 'Of a single score, that of class 1; of several classes, the mean over those that occur.',
  references: ['Van Rijsbergen 1979, Information Retrieval'],
  options: { ...confusionOptions, beta: { type: 'float', default: 1, above: 0, doc: 'β.' } },
  signatures: classSignatures,
  better: 'higher',
  unit: 'fraction',
  examples: [
    {
      code: 'f1(scores, label)',
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
      expect: { value: 0.7777778 },
    },
    {
      code: 'f1(score, label, beta: 2)',
      options: { beta: 2 },
      inputs: { prediction: [1, 2, -1, 1], target: [1, 0, 1, 1], weight: [1, 1, 1, 1] },
      expect: { value: 0.6666667 },
    },
  ],
  accumulate: (inputs, { ops, options, weight }) => ({
    ...confusion(inputs, options.threshold, { ops, weight }),
  }),
  finish: (sums, { average, beta }) =>
    meanOver(countsOf(sums, average), ({ right, predicted, actual }) =>
      ratio((1 + beta ** 2) * right, beta ** 2 * actual + predicted),
    ),
});
