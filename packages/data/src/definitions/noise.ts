import { augmentation } from '@neurite/contract';

/** Adds normal noise to examples. */
export const noise = augmentation({
  name: 'noise',
  summary: 'Adds normal noise to every element of an example.',
  formula: 'x + ε, ε ~ N(0, std²)',
  description:
    'In the units of the data as it is read: of bytes, noise(10). A gaussian_noise layer does the same on the device, after the transforms of the field.',
  references: ['C. M. Bishop: Training with noise is equivalent to Tikhonov regularization, 1995'],
  options: { std: { type: 'float', minimum: 0, doc: 'The standard deviation.' } },
  inputs: { x: '[batch, ...s]' },
  examples: [
    {
      code: 'noise(0.1)',
      options: { std: 0.1 },
      draws: [1, -2, 0],
      inputs: { x: [1, 1, 1] },
      expect: { y: [1.1, 0.8, 1] },
    },
  ],
  change: (example, into, { options: { std }, random }) => {
    for (let index = 0; index < example.length; index++)
      into[index] = example[index]! + std * random.normal();
  },
});
