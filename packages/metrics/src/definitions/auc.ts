import { metric, sizeOf } from '@neurite/contract';
import { ratio } from '../confusion.js';

/** The area under the curve of true against false alarms. */
export const auc = metric({
  name: 'auc',
  summary: 'The chance that a random yes has a higher score than a random no: the area under the ROC curve.',
  formula: 'Σ (tprᵢ + tprᵢ₊₁) / 2 · (fprᵢ − fprᵢ₊₁); pr: Σ (recallᵢ − recallᵢ₊₁) · precisionᵢ',
  description:
    'The curve is read at evenly spaced probabilities, so scores that crowd together are told apart only coarsely. Where yes is rare, `pr` tells more: the average precision, which is the part of yes where scores say nothing.',
  references: [
    'Fawcett 2006, An Introduction to ROC Analysis',
    'Davis, Goadrich 2006, The Relationship Between Precision-Recall and ROC Curves',
  ],
  options: {
    thresholds: {
      type: 'int',
      default: 200,
      minimum: 2,
      doc: 'At how many probabilities the curve is read.',
    },
    logits: {
      type: 'bool',
      default: true,
      doc: 'Whether scores are logits; otherwise they are probabilities.',
    },
    curve: {
      type: 'choice',
      choices: ['roc', 'pr'],
      default: 'roc',
      doc: 'True against false alarms, or precision against recall.',
    },
  },
  signatures: [
    { prediction: '[batch, ...s]', target: 'int32[batch, ...s]' },
    { prediction: '[batch, ...s, 1]', target: 'int32[batch, ...s]' },
    { prediction: '[batch, ...s]', target: '[batch, ...s]' },
  ],
  better: 'higher',
  unit: 'fraction',
  examples: [
    {
      code: 'auc(probability, label, logits: false)',
      options: { logits: false },
      inputs: { prediction: [[0.1], [0.4], [0.35], [0.8]], target: [0, 0, 1, 1], weight: [1, 1, 1, 1] },
      expect: { value: 0.75 },
    },
    {
      code: 'auc(score, label)',
      inputs: { prediction: [[-3], [-2], [1], [2]], target: [0, 0, 1, 1], weight: [1, 1, 1, 1] },
      expect: { value: 1 },
    },
    {
      // Precisions of 1, 2/3 at the two recalls that rise.
      code: 'auc(probability, label, logits: false, curve: pr)',
      options: { logits: false, curve: 'pr' },
      inputs: { prediction: [[0.1], [0.4], [0.35], [0.8]], target: [0, 0, 1, 1], weight: [1, 1, 1, 1] },
      expect: { value: 0.8333333 },
    },
  ],
  accumulate: ({ prediction, target }, { ops, options, weight }) => {
    const shape = ops.shape(prediction);
    const positions = sizeOf(shape.slice(1));
    const column = (x: typeof prediction) => ops.reshape(x, [shape[0]! * positions, 1]);
    const probability = column(options.logits ? ops.sigmoid(prediction) : prediction);
    const isYes = column(ops.dtype(target) === 'int32' ? ops.cast(target, 'float32') : target);
    const weights = column(ops.broadcastTo(ops.reshape(weight, [-1, 1]), [shape[0]!, positions]));
    const bounds = ops.div(ops.iota([1, options.thresholds], 1), options.thresholds - 1);
    // The lowest bound takes all: a probability of 0 is at least 0.
    const above = ops.cast(ops.greaterEqual(probability, bounds), 'float32');
    const yes = ops.mul(isYes, weights);
    const no = ops.sub(weights, yes);
    return { yes: ops.sum(ops.mul(above, yes), 0), no: ops.sum(ops.mul(above, no), 0) };
  },
  finish: ({ yes, no }, { curve }) => {
    let area = 0;
    for (let i = 0; i < yes!.length; i++) {
      // Beyond the highest bound nothing is left.
      const [nextYes, nextNo] = [yes![i + 1] ?? 0, no![i + 1] ?? 0];
      area +=
        curve === 'roc'
          ? ((yes![i]! + nextYes) / 2) * (no![i]! - nextNo)
          : (yes![i]! - nextYes) * ratio(yes![i]!, yes![i]! + no![i]!);
    }
    return curve === 'roc' ? area / (yes![0]! * no![0]!) : area / yes![0]!;
  },
});
