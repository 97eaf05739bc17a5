import { loss } from '@neurite/contract';
import { maskSignatures, overlap, smoothOption } from '../overlap.js';

/** `1 − 2 |P ∩ T| / (|P| + |T|)`. */
export const dice = loss({
  name: 'dice',
  summary: 'For masks: how little predicted and true masks overlap, whatever their size.',
  formula: '1 − (2 Σ p · t + ε) / (Σ p + Σ t + ε)',
  description: 'Reads probabilities: after `sigmoid` or `softmax`.',
  references: ['Milletari, Navab, Ahmadi 2016, arXiv:1606.04797'],
  options: { smooth: smoothOption },
  signatures: maskSignatures,
  reads: 'probabilities',
  examples: [
    {
      code: 'dice(mask, target)',
      inputs: {
        prediction: [
          [1, 1, 0, 0],
          [0, 0, 0, 0],
        ],
        target: [
          [1, 0, 1, 1],
          [0, 0, 0, 0],
        ],
      },
      expect: { loss: [0.6, 0] },
    },
  ],
  apply: (inputs, { ops, options: { smooth } }) => {
    const { right, superfluous, missing } = overlap(inputs, ops);
    const shared = ops.add(ops.mul(right, 2), smooth);
    return ops.sub(1, ops.div(shared, ops.add(shared, ops.add(superfluous, missing))));
  },
});
