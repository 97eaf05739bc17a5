import { optimizer } from '@neurite/contract';
import { adamOptions, adamSlots, biasCorrections } from '../adam.js';

/** Steps along a moving mean of gradients, divided by the root of a moving mean of their squares. */
export const adam = optimizer({
  name: 'adam',
  summary: 'Adapts the step of each weight to the size of its gradients; works well with little tuning.',
  formula:
    'm ← β₁m + (1 − β₁)g; v ← β₂v + (1 − β₂)g²; w ← w − η · m̂ / (√v̂ + ε), m̂ = m / (1 − β₁ᵗ), v̂ = v / (1 − β₂ᵗ)',
  references: ['Kingma, Ba 2014, arXiv:1412.6980'],
  options: adamOptions,
  elementwise: true,
  slots: adamSlots,
  scalarNames: ['rate', 'correction'],
  scalars: (step, rate, options) => {
    const { first, second } = biasCorrections(step, options);
    return { rate: rate / first, correction: 1 / Math.sqrt(second) };
  },
  update: ({ parameter, gradient, slots, scalars }, { ops, options }) => {
    const mean = ops.add(ops.mul(slots.mean, options.beta1), ops.mul(gradient, 1 - options.beta1));
    const square = ops.add(
      ops.mul(slots.square, options.beta2),
      ops.mul(ops.square(gradient), 1 - options.beta2),
    );
    const root = ops.add(ops.mul(ops.sqrt(square), scalars.correction), options.epsilon);
    return {
      parameter: ops.sub(parameter, ops.div(ops.mul(mean, scalars.rate), root)),
      slots: { mean, square },
    };
  },
});
