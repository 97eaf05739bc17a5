import { source, success } from '@neurite/contract';
import { circlePoint } from '../generators/circle.js';
import { generatorOptions, pointColumns } from '../generators/options.js';
import { pointTable } from '../generators/points.js';

/** Two circles around the origin, of radius 1 and `factor`. */
export const circles = source({
  name: 'circles',
  summary: 'Two concentric circles in the plane, two classes.',
  formula: 'label 0: (cos t, sin t), label 1: factor · (cos t, sin t), t uniform in [0, 2π)',
  options: {
    ...generatorOptions(0.1),
    factor: { type: 'float', default: 0.5, above: 0, below: 1, doc: 'Radius of the inner circle.' },
  },
  columns: pointColumns,
  open: async ({ options, random }) =>
    success(
      pointTable(options, 2, random, (label) => {
        const [x, y] = circlePoint(random.uniform());
        const radius = label === 0 ? 1 : options.factor;
        return [radius * x, radius * y];
      }),
    ),
});
