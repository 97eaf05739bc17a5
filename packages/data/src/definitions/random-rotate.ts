import { augmentation } from '@neurite/contract';
import { extentsOf, fillOption, imageInput, resample } from '../augmentation/image.js';
import { circlePoint } from '../generators/circle.js';

/** Turns images around their centres. */
export const randomRotate = augmentation({
  name: 'random_rotate',
  summary: 'Turns an image around its centre by a random angle.',
  formula: 'the angle is uniform in [−by, by]; pixels are read bilinearly',
  description: 'For what has no upright; small angles for digits, where a half turn makes 9 of 6.',
  references: ['Simard, Steinkraus, Platt 2003, Best Practices for Convolutional Neural Networks'],
  options: {
    by: { type: 'float', minimum: 0, maximum: 180, doc: 'The largest angle, in degrees.' },
    fill: fillOption,
  },
  inputs: imageInput,
  examples: [
    {
      // A quarter of a turn, counterclockwise.
      code: 'random_rotate(180)',
      options: { by: 180 },
      draws: [0.75],
      inputs: {
        x: [
          [[1], [2]],
          [[3], [4]],
        ],
      },
      expect: {
        y: [
          [[2], [4]],
          [[1], [3]],
        ],
      },
    },
    {
      code: 'random_rotate(15)',
      options: { by: 15 },
      draws: [0.5],
      inputs: { x: [[[1], [2], [3]]] },
      expect: { y: [[[1], [2], [3]]] },
    },
  ],
  change: (image, into, { options: { by, fill }, shape, random }) => {
    const [height, width] = extentsOf(shape);
    const [cosine, sine] = circlePoint((by * (2 * random.uniform() - 1)) / 360);
    const [middleRow, middleColumn] = [(height - 1) / 2, (width - 1) / 2];
    // Rows count downwards, so a turn counterclockwise looks back clockwise.
    const from = {
      row: { start: middleRow - cosine * middleRow - sine * middleColumn, down: cosine, across: sine },
      column: { start: middleColumn - cosine * middleColumn + sine * middleRow, down: -sine, across: cosine },
    };
    resample(image, into, shape, from, fill);
  },
});
