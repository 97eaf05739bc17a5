import { initializer, normal } from '@neurite/contract';
import { fill } from '../scaling.js';

/** `N(mean, std)`. */
export const randomNormal = initializer({
  name: 'random_normal',
  summary: 'Values from a normal distribution.',
  formula: 'N(mean, std)',
  description:
    'Where the scale is known, as for `embedding`. Kernels want a scale that follows their fans: `he_normal`, `glorot_uniform`.',
  options: {
    std: { type: 'float', default: 0.05, minimum: 0, doc: 'Standard deviation.' },
    mean: { type: 'float', default: 0, doc: 'Mean.' },
  },
  initialize: ({ shape }, { options, random }) =>
    fill(shape, () => options.mean + options.std * random.normal()),
  draw: (shape, { options, ops, random }) =>
    ops.add(ops.mul(normal('normal', shape, { ops, random }), options.std), options.mean),
});
