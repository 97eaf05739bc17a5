import { optimizer } from '@neurite/contract';
import { adamOptions, adamSlots } from '../adam.js';
import { moved } from '../moving.js';

/** Adam that looks ahead along its mean, as Nesterov's momentum does. */
export const nadam = optimizer({
  name: 'nadam',
  summary: 'Adam with Nesterov momentum.',
  formula:
    'w ← w − η · (μₜ₊₁ m / (1 − Πᵢ₌₁..ₜ₊₁ μᵢ) + (1 − μₜ) g / (1 − Πᵢ₌₁..ₜ μᵢ)) / (√v̂ + ε), μₜ = β₁(1 − 0.5 · 0.96^(ψt))',
  description: '`adam` with the look ahead of Nesterov; sometimes faster.',
  references: ['Dozat 2016, Incorporating Nesterov Momentum into Adam'],
  options: {
    ...adamOptions,
    rate: { ...adamOptions.rate, default: 0.002 },
    momentum_decay: {
      type: 'float',
      default: 0.004,
      minimum: 0,
      doc: 'ψ: how fast the momentum rises to β₁.',
    },
  },
  elementwise: true,
  slots: adamSlots,
  scalarNames: ['mean_rate', 'gradient_rate', 'correction'],
  scalars: (step, rate, { beta1, beta2, momentum_decay: decay }) => {
    const momentum = (t: number) => beta1 * (1 - 0.5 * 0.96 ** (decay * t));
    let product = 1;
    // Each factor is at most β₁: after some hundred steps the product is below the last bit of 1 and may stop.
    for (let t = 1; t <= step && product > 1e-20; t++) product *= momentum(t);
    return {
      mean_rate: (rate * momentum(step + 1)) / (1 - product * momentum(step + 1)),
      gradient_rate: (rate * (1 - momentum(step))) / (1 - product),
      correction: 1 / Math.sqrt(1 - beta2 ** step),
    };
  },
  update: ({ parameter, gradient, slots, scalars }, { ops, options: { beta1, beta2, epsilon } }) => {
    const mean = moved(slots.mean, gradient, beta1, ops);
    const square = moved(slots.square, ops.square(gradient), beta2, ops);
    const direction = ops.add(ops.mul(mean, scalars.mean_rate), ops.mul(gradient, scalars.gradient_rate));
    const root = ops.add(ops.mul(ops.sqrt(square), scalars.correction), epsilon);
    return { parameter: ops.sub(parameter, ops.div(direction, root)), slots: { mean, square } };
  },
});
