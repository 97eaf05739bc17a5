import { augmentation } from '@neurite/contract';

/** Makes examples brighter or darker. */
export const brightness = augmentation({
  name: 'brightness',
  summary: 'Adds one random number to all elements of an example.',
  formula: 'x + d, d uniform in [−by, by]',
  description:
    'In the units of the data as it is read: of bytes, brightness(30). Nothing is cut off at black or white.',
  options: { by: { type: 'float', minimum: 0, doc: 'The most that is added or taken away.' } },
  inputs: { x: '[batch, ...s]' },
  examples: [
    {
      code: 'brightness(4)',
      options: { by: 4 },
      draws: [0.75],
      inputs: { x: [0, 1, 5] },
      expect: { y: [2, 3, 7] },
    },
  ],
  change: (example, into, { options: { by }, random }) => {
    const more = by * (2 * random.uniform() - 1);
    for (let index = 0; index < example.length; index++) into[index] = example[index]! + more;
  },
});
