import { augmentation } from '@neurite/contract';
import { extentsOf, fillOption, imageInput } from '../augmentation/image.js';

/** Covers a square of images. */
export const cutout = augmentation({
  name: 'cutout',
  summary: 'Covers a square of an image; its middle lies anywhere in the image.',
  formula: 'y = fill within a square of size × size, x elsewhere',
  description: 'Squares may reach beyond the borders, so that some cover less.',
  references: [
    'T. DeVries, G. W. Taylor: Improved regularization of convolutional neural networks with cutout, 2017',
  ],
  options: {
    size: { type: 'int', minimum: 1, doc: 'Pixels along a side of the square.' },
    fill: { ...fillOption, doc: 'The value of pixels that are covered.' },
  },
  inputs: imageInput,
  examples: [
    {
      // The middle is the pixel in the first row, last column.
      code: 'cutout(2)',
      options: { size: 2 },
      draws: [0, 0.99],
      inputs: {
        x: [
          [[1], [2], [3]],
          [[4], [5], [6]],
        ],
      },
      expect: {
        y: [
          [[1], [0], [0]],
          [[4], [5], [6]],
        ],
      },
    },
    {
      code: 'cutout(3, fill: 9)',
      options: { size: 3, fill: 9 },
      draws: [0.5, 0],
      inputs: {
        x: [
          [[1], [2], [3]],
          [[4], [5], [6]],
        ],
      },
      expect: {
        y: [
          [[9], [9], [3]],
          [[9], [9], [6]],
        ],
      },
    },
  ],
  change: (image, into, { options: { size, fill }, shape, random }) => {
    const [height, width, channels] = extentsOf(shape);
    const top = random.integer(height) - Math.floor(size / 2);
    const left = random.integer(width) - Math.floor(size / 2);
    into.set(image);
    const [from, to] = [Math.max(0, left), Math.min(width, left + size)];
    for (let row = Math.max(0, top); row < Math.min(height, top + size); row++)
      into.fill(fill, (row * width + from) * channels, (row * width + to) * channels);
  },
});
