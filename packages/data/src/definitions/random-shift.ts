import { augmentation } from '@neurite/contract';
import { extentsOf, fillOption, imageInput } from '../augmentation/image.js';

/** Moves images by whole pixels. */
export const randomShift = augmentation({
  name: 'random_shift',
  summary: 'Moves an image by a random number of whole pixels, down and across.',
  formula: 'y[r, c] = x[r − dr, c − dc], dr and dc uniform in −by … by',
  description: 'The same as padding on all sides and cutting out a random window of the old size.',
  references: [
    'P. Y. Simard, D. Steinkraus, J. C. Platt: Best practices for convolutional neural networks, 2003',
  ],
  options: {
    by: { type: 'int', minimum: 0, doc: 'The most pixels that it moves.' },
    fill: fillOption,
  },
  inputs: imageInput,
  assert: ['by < h', 'by < w'],
  examples: [
    {
      // One row down, one column to the left.
      code: 'random_shift(1)',
      options: { by: 1 },
      draws: [0.9, 0],
      inputs: {
        x: [
          [[1], [2], [3]],
          [[4], [5], [6]],
        ],
      },
      expect: {
        y: [
          [[0], [0], [0]],
          [[2], [3], [0]],
        ],
      },
    },
    {
      code: 'random_shift(2, fill: -1)',
      options: { by: 2, fill: -1 },
      draws: [0.5, 0.99],
      inputs: { x: [[[1], [2], [3]]] },
      expect: { y: [[[-1], [-1], [1]]] },
    },
  ],
  change: (image, into, { options: { by, fill }, shape, random }) => {
    const [height, width, channels] = extentsOf(shape);
    const down = random.integer(2 * by + 1) - by;
    const across = random.integer(2 * by + 1) - by;
    into.fill(fill);
    const [from, to] = [Math.max(0, -across), Math.min(width, width - across)];
    if (from >= to) return;
    for (let row = Math.max(0, down); row < Math.min(height, height + down); row++) {
      const source = (row - down) * width;
      into.set(
        image.subarray((source + from) * channels, (source + to) * channels),
        (row * width + from + across) * channels,
      );
    }
  },
});
