import { optimizer } from '@neurite/contract';

/** The gradient divided by the root of the sum of all its squares so far. */
export const adagrad = optimizer({
  name: 'adagrad',
  summary:
    'Divides each gradient by the root of the sum of its squares so far: rare features keep large steps.',
  formula: 's ← s + g²; w ← w − η · g / (√s + ε)',
  description: 'Steps only get smaller: for sparse, convex problems rather than for deep networks.',
  references: ['Duchi, Hazan, Singer 2011, JMLR 12'],
  options: {
    rate: { type: 'float', default: 0.01, minimum: 0, doc: 'η, the step size.' },
    epsilon: { type: 'float', default: 1e-10, above: 0, doc: 'ε: keeps the divisor away from 0.' },
  },
  elementwise: true,
  slots: ['sum'],
  scalarNames: ['rate'],
  scalars: (_step, rate) => ({ rate }),
  update: ({ parameter, gradient, slots, scalars }, { ops, options: { epsilon } }) => {
    const sum = ops.add(slots.sum, ops.square(gradient));
    const step = ops.div(ops.mul(gradient, scalars.rate), ops.add(ops.sqrt(sum), epsilon));
    return { parameter: ops.sub(parameter, step), slots: { sum } };
  },
});
