import { source, success } from '@neurite/contract';
import { generatorOptions, pointColumns } from '../generators/options.js';
import { pointTable } from '../generators/points.js';

/** The four corners of the unit square, labelled by exclusive or. */
export const xor = source({
  name: 'xor',
  summary: 'The corners of the unit square, labelled by exclusive or of their coordinates.',
  formula: 'label = a xor b for the corner (a, b)',
  options: generatorOptions(0),
  columns: pointColumns,
  open: async ({ options, random }) => {
    let row = 0;
    return success(
      pointTable(options, 2, random, (label) => {
        // Each class has two corners, which take turns.
        const a = Math.floor(row++ / 2) % 2;
        return [a, a ^ label];
      }),
    );
  },
});
