import { optimizer } from '@neurite/contract';
import { moved } from '../moving.js';

/** The gradient divided by the root of a moving mean of its square. */
export const rmsprop = optimizer({
  name: 'rmsprop',
  summary: 'Divides each gradient by the root of a moving mean of its square.',
  formula:
    's ← ρs + (1 − ρ)g²; v ← μv + g / (√s + ε); w ← w − ηv; centred: √(s − m²) for √s, m ← ρm + (1 − ρ)g',
  description:
    'For recurrent networks and noisy gradients; `adam` is this with momentum and a corrected beginning.',
  references: [
    'Tieleman, Hinton 2012, Lecture 6.5 of Neural Networks for Machine Learning',
    'Graves 2013, arXiv:1308.0850 (centred)',
  ],
  options: {
    rate: { type: 'float', default: 0.001, minimum: 0, doc: 'η, the step size.' },
    rho: {
      type: 'float',
      default: 0.9,
      minimum: 0,
      below: 1,
      doc: 'ρ: how much of the mean of squares stays.',
    },
    momentum: { type: 'float', default: 0, minimum: 0, below: 1, doc: 'μ: how much of the velocity stays.' },
    centred: {
      type: 'bool',
      default: false,
      doc: 'Whether to divide by the deviation of the gradients instead of their size.',
    },
    epsilon: { type: 'float', default: 1e-8, above: 0, doc: 'ε: keeps the divisor away from 0.' },
  },
  examples: [
    { code: 'rmsprop' },
    { code: 'rmsprop(momentum: 0.9, centred: true)', options: { momentum: 0.9, centred: true } },
  ],
  elementwise: true,
  slots: ['square', 'velocity', 'mean'],
  slotShape: (slot, shape, { momentum, centred }) =>
    (slot === 'velocity' && momentum === 0) || (slot === 'mean' && !centred) ? [] : shape,
  scalarNames: ['rate'],
  scalars: (_step, rate) => ({ rate }),
  update: (
    { parameter, gradient, slots, scalars },
    { ops, options: { rho, momentum, centred, epsilon } },
  ) => {
    const square = moved(slots.square, ops.square(gradient), rho, ops);
    const mean = centred ? moved(slots.mean, gradient, rho, ops) : slots.mean;
    // A variance, which rounding may take below 0.
    const spread = centred ? ops.relu(ops.sub(square, ops.square(mean))) : square;
    const scaled = ops.div(gradient, ops.add(ops.sqrt(spread), epsilon));
    const velocity = momentum === 0 ? scaled : ops.add(ops.mul(slots.velocity, momentum), scaled);
    return {
      parameter: ops.sub(parameter, ops.mul(velocity, scalars.rate)),
      slots: { square, velocity: momentum === 0 ? slots.velocity : velocity, mean },
    };
  },
});
