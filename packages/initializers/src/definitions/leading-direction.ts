import { initializer, sizeOf } from '@neurite/contract';
import { matrixOf } from '../matrix.js';

// A hundred suffice unless the two largest singular values are closer than a hundredth, and then either direction will do.
const iterations = 100;

/** The direction that a matrix stretches most. */
export const leadingDirection = initializer({
  name: 'leading_direction',
  summary: 'The direction that another parameter stretches most; a random one where there is none.',
  formula: 'argmax ‖W · u‖ over ‖u‖ = 1, by power iteration',
  description:
    'How `spectral_norm` starts: with the right singular value. Axes before the last count as one.',
  references: ['Miyato, Kataoka, Koyama, Yoshida 2018, arXiv:1802.05957'],
  options: {},
  initialize: ({ shape, of }, { random }) => {
    let direction = normalized(Float64Array.from({ length: sizeOf(shape) }, () => random.normal()));
    if (of === undefined) return direction;
    const { rows, columns } = matrixOf(of.shape);
    for (let iteration = 0; iteration < iterations; iteration++) {
      const next = new Float64Array(columns);
      for (let row = 0; row < rows; row++) {
        let image = 0;
        for (let column = 0; column < columns; column++)
          image += of.data[row * columns + column]! * direction[column]!;
        for (let column = 0; column < columns; column++)
          next[column]! += of.data[row * columns + column]! * image;
      }
      // A matrix of zeros stretches no direction: any will do.
      direction = next.every((value) => value === 0) ? direction : normalized(next);
    }
    return direction;
  },
});

/** Of length 1. */
const normalized = (vector: Float64Array): Float64Array => {
  const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
  return vector.map((value) => value / length);
};
