import { initializer } from '@neurite/contract';
import { fill, truncatedNormal as draw } from '../scaling.js';
import { truncatedQuantile } from '../truncated-quantile.js';

/** `N(mean, std)`, drawn again outside of two standard deviations. */
export const truncatedNormal = initializer({
  name: 'truncated_normal',
  summary: 'Values from a normal distribution; those beyond two standard deviations are drawn again.',
  formula: 'N(mean, std) within mean ± 2 std',
  description: 'What comes out has a standard deviation of 0.8796 std.',
  options: {
    std: { type: 'float', default: 0.05, minimum: 0, doc: 'Standard deviation before the cut.' },
    mean: { type: 'float', default: 0, doc: 'Mean.' },
  },
  initialize: ({ shape }, { options, random }) =>
    fill(shape, () => options.mean + options.std * draw(random)),
  draw: (shape, { options, ops, random }) =>
    ops.add(ops.mul(truncatedQuantile(random('uniform', shape), ops), options.std), options.mean),
});
