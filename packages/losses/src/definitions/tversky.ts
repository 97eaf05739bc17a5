import { loss } from '@neurite/contract';
import { maskSignatures, overlap, smoothOption } from '../overlap.js';

/** `1 − right / (right + α · superfluous + β · missing)`. */
export const tversky = loss({
  name: 'tversky',
  summary: 'For masks: like `dice`, with separate weights for superfluous and missing places.',
  formula: '1 − (tp + ε) / (tp + α · fp + β · fn + ε)',
  description: 'Reads probabilities: after `sigmoid` or `softmax`. β > α finds more of small objects.',
  references: ['Salehi, Erdogmus, Gholipour 2017, arXiv:1706.05721'],
  options: {
    alpha: { type: 'float', default: 0.5, minimum: 0, doc: 'α, the weight of superfluous places.' },
    beta: { type: 'float', default: 0.5, minimum: 0, doc: 'β, the weight of missing places.' },
    smooth: smoothOption,
  },
  signatures: maskSignatures,
  reads: 'probabilities',
  examples: [
    {
      code: 'tversky(mask, target, alpha: 1, beta: 0.5)',
      options: { alpha: 1, beta: 0.5 },
      inputs: { prediction: [[1, 1, 0, 0]], target: [[1, 0, 1, 1]] },
      expect: { loss: [0.6666667] },
    },
  ],
  apply: (inputs, { ops, options: { alpha, beta, smooth } }) => {
    const { right, superfluous, missing } = overlap(inputs, ops);
    const shared = ops.add(right, smooth);
    const errors = ops.add(ops.mul(superfluous, alpha), ops.mul(missing, beta));
    return ops.sub(1, ops.div(shared, ops.add(shared, errors)));
  },
});
