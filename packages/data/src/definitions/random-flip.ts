import { augmentation } from '@neurite/contract';
import { extentsOf, imageInput } from '../augmentation/image.js';

/** Mirrors images. */
export const randomFlip = augmentation({
  name: 'random_flip',
  summary: 'Mirrors an image, or leaves it as it is.',
  formula: 'y[r, c] = x[r, w − 1 − c] with probability rate',
  description: 'Only where a mirrored image has the same label: digits and letters do not.',
  references: [
    'Krizhevsky, Sutskever, Hinton 2012, ImageNet Classification with Deep Convolutional Neural Networks',
  ],
  options: {
    axis: {
      type: 'choice',
      choices: ['horizontal', 'vertical', 'both'],
      default: 'horizontal',
      doc: 'Left and right change places (horizontal), top and bottom (vertical), or each on its own (both).',
    },
    rate: { type: 'float', default: 0.5, minimum: 0, maximum: 1, doc: 'How probable it is, for each axis.' },
  },
  inputs: imageInput,
  examples: [
    {
      code: 'random_flip(horizontal)',
      options: { axis: 'horizontal' },
      draws: [0.49],
      inputs: {
        x: [
          [
            [1, 10],
            [2, 20],
            [3, 30],
          ],
        ],
      },
      expect: {
        y: [
          [
            [3, 30],
            [2, 20],
            [1, 10],
          ],
        ],
      },
    },
    {
      code: 'random_flip',
      draws: [0.5],
      inputs: { x: [[[1], [2]]] },
      expect: { y: [[[1], [2]]] },
    },
    {
      code: 'random_flip(both, rate: 0.2)',
      options: { axis: 'both', rate: 0.2 },
      draws: [0.3, 0.1],
      inputs: {
        x: [
          [[1], [2]],
          [[3], [4]],
        ],
      },
      expect: {
        y: [
          [[3], [4]],
          [[1], [2]],
        ],
      },
    },
  ],
  change: (image, into, { options: { axis, rate }, shape, random }) => {
    const [height, width, channels] = extentsOf(shape);
    const across = axis !== 'vertical' && random.uniform() < rate;
    const down = axis !== 'horizontal' && random.uniform() < rate;
    for (let row = 0; row < height; row++)
      for (let column = 0; column < width; column++) {
        const from =
          ((down ? height - 1 - row : row) * width + (across ? width - 1 - column : column)) * channels;
        const to = (row * width + column) * channels;
        for (let channel = 0; channel < channels; channel++) into[to + channel] = image[from + channel]!;
      }
  },
});
