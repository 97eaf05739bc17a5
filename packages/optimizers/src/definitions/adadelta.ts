import { optimizer } from '@neurite/contract';
import { moved } from '../moving.js';

/** Steps in the unit of the weights: no rate needs tuning. */
export const adadelta = optimizer({
  name: 'adadelta',
  summary:
    'Scales each gradient by the ratio of recent steps to recent gradients, so that no rate needs tuning.',
  formula: 's ← ρs + (1 − ρ)g²; Δ = √(d + ε) / √(s + ε) · g; d ← ρd + (1 − ρ)Δ²; w ← w − ηΔ',
  description:
    'Its rate is a factor of steps that it finds itself: leave it at 1. Slow to begin; `adam` is seldom worse.',
  references: ['Zeiler 2012, arXiv:1212.5701'],
  options: {
    rate: { type: 'float', default: 1, minimum: 0, doc: 'η, a factor of the step.' },
    rho: { type: 'float', default: 0.9, minimum: 0, below: 1, doc: 'ρ: how much of the means stays.' },
    epsilon: { type: 'float', default: 1e-6, above: 0, doc: 'ε: where steps begin, as d is 0 at first.' },
  },
  elementwise: true,
  slots: ['square', 'delta'],
  scalarNames: ['rate'],
  scalars: (_step, rate) => ({ rate }),
  update: ({ parameter, gradient, slots, scalars }, { ops, options: { rho, epsilon } }) => {
    const square = moved(slots.square, ops.square(gradient), rho, ops);
    const ratio = ops.div(ops.sqrt(ops.add(slots.delta, epsilon)), ops.sqrt(ops.add(square, epsilon)));
    const step = ops.mul(ratio, gradient);
    return {
      parameter: ops.sub(parameter, ops.mul(step, scalars.rate)),
      slots: { square, delta: moved(slots.delta, ops.square(step), rho, ops) },
    };
  },
});
