import { layer, normal } from '@neurite/contract';

/** Adds normal noise. */
export const gaussianNoise = layer({
  name: 'gaussian_noise',
  family: 'noise',
  summary: 'In training, adds normal noise of mean 0.',
  formula: 'x + N(0, std)',
  description:
    'At the input it is augmentation for data of numbers, of which `std` must be a small part: `standardize` them first.',
  references: ['Bishop 1995, Training with Noise is Equivalent to Tikhonov Regularization'],
  options: { std: { type: 'float', default: 0.1, minimum: 0, doc: 'Standard deviation of the noise.' } },
  inputs: { x: '[...s]' },
  outputs: { y: '[...s]' },
  transparent: true,
  examples: [
    { code: 'gaussian_noise(0.5)', options: { std: 0.5 }, inputs: { x: [1, -2] }, expect: { y: [1, -2] } },
  ],
  apply: ({ x }, context) => {
    const { ops, options, training } = context;
    if (!training || options.std === 0) return { outputs: { y: x } };
    return { outputs: { y: ops.add(x, ops.mul(normal('noise', ops.shape(x), context), options.std)) } };
  },
});
