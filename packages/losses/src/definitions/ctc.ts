import { loss } from '@neurite/contract';
import { alignments, lowest } from '../alignments.js';

/** `−ln p(target)`, over all ways in which the target may be spread over time. */
export const ctc = loss({
  name: 'ctc',
  summary:
    'For sequences whose labels are not aligned with time: the negative logarithm of the probability of all alignments.',
  formula:
    '−ln Σ over π with collapse(π) = t of Πᵢ softmax(xᵢ)[πᵢ]; collapse merges repeats, then drops blanks',
  description:
    'Connectionist temporal classification, for speech and handwriting. Reads scores (logits) of each time, one class of which is the blank; a target place that holds the blank is padding, so shorter targets end in blanks. With `mask`, only the marked times count. Where a target needs more times than there are (one for each label, and one between equal neighbours), its probability is 0: the loss is 1e30, and has no gradient.',
  references: ['Graves, Fernández, Gomez, Schmidhuber 2006, Connectionist Temporal Classification'],
  options: { blank: { type: 'int', default: 0, minimum: 0, doc: 'The class that stands for no label.' } },
  signatures: [
    {
      prediction: '[batch, time, c]',
      target: 'int32[batch, length]',
      mask: { shape: 'bool[batch, time]', optional: true, doc: 'Which times count; all if not given.' },
    },
  ],
  assert: ['blank < c'],
  reads: 'logits',
  classes: 'c',
  examples: [
    {
      // Of nine paths over two times three collapse to 1: (1, 1), (blank, 1), (1, blank).
      code: 'ctc(scores, text)',
      inputs: {
        prediction: [
          [
            [0, 0, 0],
            [0, 0, 0],
          ],
        ],
        target: [[1]],
      },
      expect: { loss: [1.0986123] },
    },
    {
      // Equal neighbours need a blank between them: only (1, blank, 1) of 27 paths.
      code: 'ctc(scores, text)',
      inputs: {
        prediction: [
          [
            [0, 0, 0],
            [0, 0, 0],
            [0, 0, 0],
          ],
        ],
        target: [[1, 1]],
      },
      expect: { loss: [3.2958369] },
    },
    {
      // The target ends in padding, and the last time does not count.
      code: 'ctc(scores, text, mask: heard, blank: 1)',
      options: { blank: 1 },
      inputs: {
        prediction: [
          [
            [0, 0],
            [0, 0],
            [9, -9],
          ],
        ],
        target: [[0, 1]],
        mask: [[true, true, false]],
      },
      expect: { loss: [0.2876821] },
    },
    {
      // No label at all: every time is blank.
      code: 'ctc(scores, text)',
      inputs: { prediction: [[[1.0986123, 0]]], target: [[0, 0]] },
      expect: { loss: [0.2876821] },
    },
  ],
  apply: ({ prediction, target, mask }, { ops, options: { blank } }) => {
    const total = alignments({ scores: prediction, target, mask, blank }, ops);
    return ops.where(ops.less(total, lowest / 2), -lowest, ops.neg(total));
  },
});
