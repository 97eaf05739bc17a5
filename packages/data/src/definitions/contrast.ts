import { augmentation } from '@neurite/contract';

/** Stretches or squeezes the values of examples around their mean. */
export const contrast = augmentation({
  name: 'contrast',
  summary: 'Moves all elements of an example away from their mean, or towards it.',
  formula: 'mean(x) + f · (x − mean(x)), f uniform in [1 − by, 1 + by]',
  description: 'For photographs; not where brightness itself tells classes apart.',
  options: {
    by: { type: 'float', minimum: 0, maximum: 1, doc: 'How much the factor differs from 1 at most.' },
  },
  inputs: { x: '[batch, ...s]' },
  examples: [
    {
      code: 'contrast(0.5)',
      options: { by: 0.5 },
      draws: [0],
      inputs: { x: [0, 2, 10] },
      expect: { y: [2, 3, 7] },
    },
  ],
  change: (example, into, { options: { by }, random }) => {
    const factor = 1 + by * (2 * random.uniform() - 1);
    let sum = 0;
    for (const value of example) sum += value;
    const mean = sum / example.length;
    for (let index = 0; index < example.length; index++)
      into[index] = mean + factor * (example[index]! - mean);
  },
});
