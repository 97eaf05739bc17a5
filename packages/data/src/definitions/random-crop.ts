import { augmentation } from '@neurite/contract';
import { extentsOf, imageInput, resample } from '../augmentation/image.js';

/** Cuts out a window of images and scales it to the old size. */
export const randomCrop = augmentation({
  name: 'random_crop',
  summary: 'Cuts out a random window of an image and scales it back to the size of the image.',
  formula: 'the window has s · h × s · w pixels, s uniform in [least, 1], anywhere in the image',
  description:
    'Between pixels it is read bilinearly. For a window of a fixed size beyond the borders take random_shift.',
  references: ['C. Szegedy et al.: Going deeper with convolutions, 2015'],
  options: {
    least: {
      type: 'float',
      default: 0.8,
      above: 0,
      maximum: 1,
      doc: 'The least part of each side that is kept.',
    },
  },
  inputs: imageInput,
  examples: [
    {
      // Half of each side, from a quarter on: the new pixels lie at 0.75, 1.25, 1.75 and 2.25 of the old ones.
      code: 'random_crop(0.5)',
      options: { least: 0.5 },
      draws: [0, 0.5, 0.5],
      inputs: { x: [[[0], [4], [8], [16]]] },
      expect: { y: [[[3], [5], [7], [10]]] },
    },
    {
      code: 'random_crop(1)',
      options: { least: 1 },
      draws: [0.7, 0.3, 0.9],
      inputs: {
        x: [
          [[1], [2]],
          [[3], [4]],
        ],
      },
      expect: {
        y: [
          [[1], [2]],
          [[3], [4]],
        ],
      },
    },
  ],
  change: (image, into, { options: { least }, shape, random }) => {
    const [height, width] = extentsOf(shape);
    const scale = least + (1 - least) * random.uniform();
    const top = (1 - scale) * height * random.uniform();
    const left = (1 - scale) * width * random.uniform();
    // Centres of pixels lie half a pixel inside of the window.
    const middle = (scale - 1) / 2;
    resample(image, into, shape, {
      row: { start: top + middle, down: scale, across: 0 },
      column: { start: left + middle, down: 0, across: scale },
    });
  },
});
