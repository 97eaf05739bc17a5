import { source, success } from '@neurite/contract';
import { circlePoint } from '../generators/circle.js';
import { generatorOptions, pointColumns } from '../generators/options.js';
import { pointTable } from '../generators/points.js';

/** Two interleaving half circles: the smallest problem that no straight line solves well. */
export const moons = source({
  name: 'moons',
  summary: 'Two interleaving half circles in the plane, two classes.',
  formula: 'label 0: (cos t, sin t), label 1: (1 − cos t, ½ − sin t), t uniform in [0, π)',
  options: generatorOptions(0.1),
  columns: pointColumns,
  open: async ({ options, random }) =>
    success(
      pointTable(options, 2, random, (label) => {
        const [x, y] = circlePoint(random.uniform() / 2);
        return label === 0 ? [x, y] : [1 - x, 0.5 - y];
      }),
    ),
});
