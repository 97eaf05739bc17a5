import { loss } from '@neurite/contract';
import { asNumbers, binarySignatures } from '../binary.js';
import { perExample } from '../per-example.js';

/** `−αₜ · (1 − pₜ)^γ · ln pₜ`. */
export const binaryFocal = loss({
  name: 'binary_focal',
  summary: 'For yes or no with few yes: cross-entropy that fades for examples that are already right.',
  formula: '−αₜ · (1 − pₜ)^γ · ln pₜ, p = σ(x)',
  description: 'Reads scores (logits); targets are 0 and 1.',
  references: ['Lin, Goyal, Girshick, He, Dollár 2017, arXiv:1708.02002'],
  options: {
    gamma: { type: 'float', default: 2, minimum: 0, doc: 'γ: how fast easy examples fade.' },
    alpha: {
      type: 'float',
      default: 0.25,
      minimum: 0,
      maximum: 1,
      doc: 'α, the weight of yes; no has 1 − α.',
    },
  },
  signatures: binarySignatures,
  reads: 'logits',
  examples: [
    {
      code: 'binary_focal(scores, label)',
      inputs: { prediction: [[1.0986123], [1.0986123]], target: [[1], [0]] },
      expect: { loss: [0.004495, 0.5848429] },
    },
  ],
  apply: ({ prediction, target }, { ops, options: { gamma, alpha } }) => {
    const t = asNumbers(prediction, target, ops);
    // With z the score in favour of the target, ln pₜ = −softplus(−z) and 1 − pₜ = e^(−softplus(z)): precise on both sides.
    const z = ops.mul(prediction, ops.sub(ops.mul(t, 2), 1));
    const fading = ops.exp(ops.mul(ops.softplus(z), -gamma));
    const weight = ops.add(ops.mul(t, 2 * alpha - 1), 1 - alpha);
    return perExample(ops.mul(ops.mul(weight, fading), ops.softplus(ops.neg(z))), ops);
  },
});
