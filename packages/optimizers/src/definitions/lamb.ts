import { optimizer } from '@neurite/contract';
import { adamOptions, adamSlots, biasCorrections } from '../adam.js';
import { moved } from '../moving.js';

/** Adam whose step is as long as the weights of its tensor. */
export const lamb = optimizer({
  name: 'lamb',
  summary:
    'Adam whose step is scaled to the length of the weights, tensor by tensor: for very large batches.',
  formula: 'r = m̂ / (√v̂ + ε) + λw; w ← w − η · ‖w‖ / ‖r‖ · r',
  description: 'For batches of thousands, with a rate that grows as their root.',
  references: ['You et al. 2019, arXiv:1904.00962'],
  options: {
    ...adamOptions,
    epsilon: { ...adamOptions.epsilon, default: 1e-6 },
    decay: { type: 'float', default: 0, minimum: 0, doc: 'λ, the decay.' },
  },
  elementwise: false,
  slots: adamSlots,
  scalarNames: ['rate', 'mean_correction', 'correction'],
  scalars: (step, rate, options) => {
    const { first, second } = biasCorrections(step, options);
    return { rate, mean_correction: 1 / first, correction: 1 / Math.sqrt(second) };
  },
  update: ({ parameter, gradient, slots, scalars }, { ops, options: { beta1, beta2, epsilon, decay } }) => {
    const mean = moved(slots.mean, gradient, beta1, ops);
    const square = moved(slots.square, ops.square(gradient), beta2, ops);
    const root = ops.add(ops.mul(ops.sqrt(square), scalars.correction), epsilon);
    const direction = ops.add(
      ops.div(ops.mul(mean, scalars.mean_correction), root),
      ops.mul(parameter, decay),
    );
    const length = (x: typeof mean) => ops.sqrt(ops.sum(ops.square(x)));
    const [weights, step] = [length(parameter), length(direction)];
    // Weights that are all 0 could never leave 0 by this ratio, and a step of 0 has none.
    const usable = ops.logicalAnd(ops.greater(weights, 0), ops.greater(step, 0));
    const ratio = ops.where(usable, ops.div(weights, ops.where(usable, step, 1)), 1);
    return {
      parameter: ops.sub(parameter, ops.mul(direction, ops.mul(ratio, scalars.rate))),
      slots: { mean, square },
    };
  },
});
