import { optimizer } from '@neurite/contract';

/** The weight that all linearized losses so far, and penalties, have as their minimum. */
export const ftrl = optimizer({
  name: 'ftrl',
  summary:
    'Follow the regularized leader: weights that matter little are exactly 0, for wide linear models of rare features.',
  formula:
    'z ← z + g − w(√(n + g²) − √n) / η; n ← n + g²; w ← |z| ≤ λ₁ ? 0 : (λ₁ · sgn z − z) / ((β + √n) / η + λ₂)',
  description:
    'The weights are a function of what is remembered, so that a first step forgets nearly all of where they started: begin with `zeros`. Not for deep networks.',
  references: ['McMahan et al. 2013, Ad Click Prediction: a View from the Trenches'],
  options: {
    rate: { type: 'float', default: 0.1, above: 0, doc: 'η, the step size.' },
    l1: { type: 'float', default: 0, minimum: 0, doc: 'λ₁: what a weight must be worth not to be 0.' },
    l2: { type: 'float', default: 0, minimum: 0, doc: 'λ₂, the weight of squares.' },
    beta: { type: 'float', default: 0, minimum: 0, doc: 'β: makes the first steps smaller.' },
    initial: { type: 'float', default: 0.1, above: 0, doc: 'The sum of squares n at the beginning.' },
  },
  examples: [{ code: 'ftrl' }, { code: 'ftrl(l1: 0.1, l2: 0.1)', options: { l1: 0.1, l2: 0.1 } }],
  elementwise: true,
  slots: ['sum', 'linear'],
  scalarNames: ['inverse_rate'],
  // A schedule may come down to 0, which has no inverse.
  scalars: (_step, rate) => ({ inverse_rate: 1 / Math.max(rate, 1e-8) }),
  update: (
    { parameter, gradient, slots, scalars },
    { ops, options: { l1: lambda1, l2: lambda2, beta, initial } },
  ) => {
    const square = ops.square(gradient);
    const sum = ops.add(slots.sum, square);
    const root = ops.sqrt(ops.add(sum, initial));
    // √(n + g²) − √n, without the difference of two numbers that are nearly the same.
    const growth = ops.div(square, ops.add(root, ops.sqrt(ops.add(slots.sum, initial))));
    const linear = ops.sub(
      ops.add(slots.linear, gradient),
      ops.mul(parameter, ops.mul(growth, scalars.inverse_rate)),
    );
    const divisor = ops.add(ops.mul(ops.add(root, beta), scalars.inverse_rate), lambda2);
    const shrunk = ops.mul(ops.sign(linear), ops.relu(ops.sub(ops.abs(linear), lambda1)));
    return { parameter: ops.neg(ops.div(shrunk, divisor)), slots: { sum, linear } };
  },
});
