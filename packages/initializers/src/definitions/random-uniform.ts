import { initializer } from '@neurite/contract';
import { fill } from '../scaling.js';

/** `U(low, high)`. */
export const randomUniform = initializer({
  name: 'random_uniform',
  summary: 'Values from a uniform distribution.',
  formula: 'U(low, high)',
  description:
    'Where the range is known. Kernels want a range that follows their fans: `he_uniform`, `glorot_uniform`.',
  options: {
    low: { type: 'float', default: -0.05, lessThan: 'high', doc: 'Lower bound.' },
    high: { type: 'float', default: 0.05, doc: 'Upper bound, itself not reached.' },
  },
  initialize: ({ shape }, { options, random }) =>
    fill(shape, () => options.low + (options.high - options.low) * random.uniform()),
  draw: (shape, { options, ops, random }) =>
    ops.add(ops.mul(random('uniform', shape), options.high - options.low), options.low),
});
