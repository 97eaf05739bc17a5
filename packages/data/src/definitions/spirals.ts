import { source, success } from '@neurite/contract';
import { circlePoint } from '../generators/circle.js';
import { generatorOptions, pointColumns } from '../generators/options.js';
import { pointTable } from '../generators/points.js';

/** Arms of a spiral around the origin, one class each. */
export const spirals = source({
  name: 'spirals',
  summary: 'Interleaved spiral arms in the plane, one class each.',
  formula: 'r · (cos t, sin t), t = 2π(turns · r + label / classes), r uniform in [0, 1)',
  options: {
    ...generatorOptions(0.02),
    classes: { type: 'int', default: 2, minimum: 2, maximum: 1000, atMost: 'count', doc: 'Number of arms.' },
    turns: {
      type: 'float',
      default: 1,
      above: 0,
      maximum: 100,
      doc: 'How often each arm winds around the origin.',
    },
  },
  columns: pointColumns,
  open: async ({ options, random }) =>
    success(
      pointTable(options, options.classes, random, (label) => {
        const radius = random.uniform();
        const [x, y] = circlePoint(options.turns * radius + label / options.classes);
        return [radius * x, radius * y];
      }),
    ),
});
