import { loss, type Ops } from '@neurite/contract';
import { asNumbers, binarySignatures } from '../binary.js';
import { logarithm } from '../logarithm.js';
import { perExample } from '../per-example.js';

const smoothed = <T>(target: T, smoothing: number, ops: Ops<T>): T =>
  smoothing === 0 ? target : ops.add(ops.mul(target, 1 - smoothing), smoothing / 2);

/** `ln(1 + eˣ) − t · x`. */
export const binaryCrossEntropy = loss({
  name: 'binary_cross_entropy',
  summary:
    'For yes or no, or several independent labels: the negative logarithm of the probability given to the target.',
  formula: '−t · ln σ(x) − (1 − t) · ln(1 − σ(x))',
  description:
    'Reads scores (logits), so no `sigmoid` goes before it. Several labels are averaged. Without knowledge it starts at ln 2.',
  options: {
    label_smoothing: {
      type: 'float',
      default: 0,
      minimum: 0,
      below: 1,
      doc: 'Moves each target this part of the way to 1/2.',
    },
  },
  signatures: binarySignatures,
  reads: 'logits',
  evenGuess: 2,
  examples: [
    {
      code: 'binary_cross_entropy(scores, label)',
      inputs: {
        prediction: [
          [0, 2],
          [50, -50],
        ],
        target: [
          [1, 0.3],
          [1, 1],
        ],
      },
      expect: { loss: [1.1100376, 25] },
    },
    {
      code: 'binary_cross_entropy(scores, label)',
      inputs: { prediction: [0, 0], target: [1, 0] },
      expect: { loss: [0.6931472, 0.6931472] },
    },
    {
      code: 'binary_cross_entropy(scores, label, label_smoothing: 0.2)',
      options: { label_smoothing: 0.2 },
      inputs: { prediction: [[10]], target: [[1]] },
      expect: { loss: [1.0000454] },
    },
  ],
  bestPrediction: (target, _, { ops, options: { label_smoothing: smoothing } }) => {
    const yes = smoothed(ops.cast(target, 'float32'), smoothing, ops);
    return ops.sub(logarithm(yes, ops), logarithm(ops.sub(1, yes), ops));
  },
  apply: ({ prediction, target }, { ops, options: { label_smoothing: smoothing } }) => {
    const smooth = smoothed(asNumbers(prediction, target, ops), smoothing, ops);
    return perExample(ops.sub(ops.softplus(prediction), ops.mul(smooth, prediction)), ops);
  },
});
