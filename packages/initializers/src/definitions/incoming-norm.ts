import { initializer, sizeOf } from '@neurite/contract';
import { matrixOf } from '../matrix.js';

/** The lengths of the weights that go into each unit. */
export const incomingNorm = initializer({
  name: 'incoming_norm',
  summary:
    'The lengths of the weights that go into each unit of another parameter; ones where there is none.',
  formula: 'gⱼ = ‖vⱼ‖',
  description:
    'How `weight_norm` starts: with lengths that change nothing. The weights that go into a unit are those over all axes but the last.',
  references: ['Salimans, Kingma 2016, arXiv:1602.07868'],
  options: {},
  initialize: ({ shape, of }) => {
    if (of === undefined) return new Float64Array(sizeOf(shape)).fill(1);
    const { rows, columns } = matrixOf(of.shape);
    return Float64Array.from({ length: columns }, (_, column) => {
      let sum = 0;
      for (let row = 0; row < rows; row++) sum += of.data[row * columns + column]! ** 2;
      return Math.sqrt(sum);
    });
  },
});
