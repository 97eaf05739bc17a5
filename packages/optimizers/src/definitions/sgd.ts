import { optimizer } from '@neurite/contract';

/** `w − η·v`, v the gradient, or a sum of gradients that fades with the momentum. */
export const sgd = optimizer({
  name: 'sgd',
  summary: 'Gradient descent, with momentum where wanted.',
  formula: 'v ← μv + g; w ← w − ηv; nesterov: w ← w − η(g + μv)',
  description:
    'With a momentum of 0.9 and a schedule, such as `cosine`, it ends best on images; the rate must be found. Goes well with `batch_norm`.',
  references: ['Polyak 1964 (momentum)', 'Sutskever, Martens, Dahl, Hinton 2013 (nesterov)'],
  options: {
    rate: { type: 'float', default: 0.01, minimum: 0, doc: 'η, the step size.' },
    momentum: { type: 'float', default: 0, minimum: 0, below: 1, doc: 'μ: how much of the velocity stays.' },
    nesterov: {
      type: 'bool',
      default: false,
      needs: 'momentum',
      doc: 'Whether to look ahead along the velocity.',
    },
  },
  examples: [
    { code: 'sgd' },
    { code: 'sgd(momentum: 0.9)', options: { momentum: 0.9 } },
    { code: 'sgd(momentum: 0.9, nesterov: true)', options: { momentum: 0.9, nesterov: true } },
  ],
  elementwise: true,
  slots: ['velocity'],
  slotShape: (_slot, shape, { momentum }) => (momentum === 0 ? [] : shape),
  scalarNames: ['rate'],
  scalars: (_step, rate) => ({ rate }),
  update: ({ parameter, gradient, slots, scalars }, { ops, options: { momentum, nesterov } }) => {
    const velocity = momentum === 0 ? gradient : ops.add(ops.mul(slots.velocity, momentum), gradient);
    const direction = nesterov ? ops.add(gradient, ops.mul(velocity, momentum)) : velocity;
    return {
      parameter: ops.sub(parameter, ops.mul(direction, scalars.rate)),
      slots: { velocity: momentum === 0 ? slots.velocity : velocity },
    };
  },
});
