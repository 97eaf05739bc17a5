import { optimizer } from '@neurite/contract';
import { moved } from '../moving.js';

/** Steps of one size, in the direction of a sign. */
export const lion = optimizer({
  name: 'lion',
  summary:
    'Steps of one size in the direction of the sign of the momentum; keeps one tensor for each weight.',
  formula: 'w ← (1 − ηλ)w − η · sgn(β₁m + (1 − β₁)g); m ← β₂m + (1 − β₂)g',
  description: 'Wants a rate some three to ten times smaller than Adam, and as much more decay.',
  references: ['Chen et al. 2023, arXiv:2302.06675'],
  options: {
    rate: { type: 'float', default: 1e-4, minimum: 0, doc: 'η, the step size.' },
    beta1: {
      type: 'float',
      default: 0.9,
      minimum: 0,
      below: 1,
      doc: 'β₁: how much of the mean the step takes.',
    },
    beta2: { type: 'float', default: 0.99, minimum: 0, below: 1, doc: 'β₂: how much of the mean stays.' },
    decay: { type: 'float', default: 0, minimum: 0, doc: 'λ, the decay.' },
  },
  elementwise: true,
  slots: ['mean'],
  scalarNames: ['rate', 'shrink'],
  scalars: (_step, rate, { decay }) => ({ rate, shrink: 1 - rate * decay }),
  update: ({ parameter, gradient, slots, scalars }, { ops, options: { beta1, beta2 } }) => {
    const direction = ops.sign(moved(slots.mean, gradient, beta1, ops));
    return {
      parameter: ops.sub(ops.mul(parameter, scalars.shrink), ops.mul(direction, scalars.rate)),
      slots: { mean: moved(slots.mean, gradient, beta2, ops) },
    };
  },
});
