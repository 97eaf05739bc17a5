import { loss, type Ops } from '@neurite/contract';
import { asProbabilities, classSignatures } from '../classes.js';
import { logarithm } from '../logarithm.js';
import { perExample } from '../per-example.js';

const smoothed = <T>(probabilities: T, classes: number, smoothing: number, ops: Ops<T>): T =>
  smoothing === 0 ? probabilities : ops.add(ops.mul(probabilities, 1 - smoothing), smoothing / classes);

/** `−Σ tᵢ ln softmax(x)ᵢ`. */
export const crossEntropy = loss({
  name: 'cross_entropy',
  summary:
    'For exclusive classes: the negative logarithm of the probability that the scores give to the target.',
  formula: '−Σ tᵢ · ln softmax(x)ᵢ',
  description:
    'Reads scores (logits), so no `softmax` goes before it. Targets are class numbers, or probabilities of the shape of the scores. Where there are positions, the mean over them. With C classes and no knowledge it starts at ln C.',
  references: ['Szegedy et al. 2015, arXiv:1512.00567 (label smoothing)'],
  options: {
    label_smoothing: {
      type: 'float',
      default: 0,
      minimum: 0,
      below: 1,
      doc: 'This much of each target is spread evenly over all classes.',
    },
  },
  signatures: classSignatures,
  reads: 'logits',
  evenGuess: 'classes',
  classes: 'c',
  examples: [
    {
      code: 'cross_entropy(scores, label)',
      inputs: {
        prediction: [
          [0, 0],
          [0, 1.0986123],
        ],
        target: [1, 0],
      },
      expect: { loss: [0.6931472, 1.3862944] },
    },
    {
      code: 'cross_entropy(scores, probabilities)',
      inputs: {
        prediction: [
          [0, 0],
          [0, 1.0986123],
        ],
        target: [
          [0.5, 0.5],
          [0, 1],
        ],
      },
      expect: { loss: [0.6931472, 0.2876821] },
    },
    {
      code: 'cross_entropy(scores, label, label_smoothing: 0.2)',
      options: { label_smoothing: 0.2 },
      inputs: { prediction: [[0, 1.0986123]], target: [1] },
      expect: { loss: [0.3975433] },
    },
    {
      code: 'cross_entropy(scores, label)',
      inputs: { prediction: [[1000, 0]], target: [1] },
      expect: { loss: [1000] },
    },
  ],
  bestPrediction: (target, classes, { ops, options: { label_smoothing: smoothing } }) =>
    logarithm(smoothed(asProbabilities(target, classes, ops), classes, smoothing, ops), ops),
  apply: ({ prediction, target }, { ops, options: { label_smoothing: smoothing } }) => {
    const classes = ops.shape(prediction).at(-1)!;
    const smooth = smoothed(asProbabilities(target, classes, ops), classes, smoothing, ops);
    return perExample(ops.neg(ops.sum(ops.mul(smooth, ops.logSoftmax(prediction, -1)), -1)), ops);
  },
});
