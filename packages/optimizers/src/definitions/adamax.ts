import { optimizer } from '@neurite/contract';
import { adamOptions, biasCorrections } from '../adam.js';
import { moved } from '../moving.js';

/** Adam with the largest recent gradient in place of the mean square. */
export const adamax = optimizer({
  name: 'adamax',
  summary: 'Adam with the largest recent gradient in place of the root mean square.',
  formula: 'm ← β₁m + (1 − β₁)g; u ← max(β₂u, |g| + ε); w ← w − η / (1 − β₁ᵗ) · m / u',
  description: 'Like `adam`, for gradients that are large at times, as of rare embeddings.',
  references: ['Kingma, Ba 2014, arXiv:1412.6980, section 7.1'],
  options: { ...adamOptions, rate: { ...adamOptions.rate, default: 0.002 } },
  elementwise: true,
  slots: ['mean', 'largest'],
  scalarNames: ['rate'],
  scalars: (step, rate, options) => ({ rate: rate / biasCorrections(step, options).first }),
  update: ({ parameter, gradient, slots, scalars }, { ops, options: { beta1, beta2, epsilon } }) => {
    const mean = moved(slots.mean, gradient, beta1, ops);
    const largest = ops.maximum(ops.mul(slots.largest, beta2), ops.add(ops.abs(gradient), epsilon));
    return {
      parameter: ops.sub(parameter, ops.div(ops.mul(mean, scalars.rate), largest)),
      slots: { mean, largest },
    };
  },
});
