import { source, success } from '@neurite/contract';
import { circlePoint } from '../generators/circle.js';
import { generatorOptions, pointColumns } from '../generators/options.js';
import { pointTable } from '../generators/points.js';

/** Normal clouds around points of the unit circle, one class each. */
export const blobs = source({
  name: 'blobs',
  summary: 'Normal clouds around evenly spaced points of the unit circle, one class each.',
  formula: '(cos t, sin t) + noise · N(0, 1), t = 2π · label / classes',
  options: {
    ...generatorOptions(0.2),
    classes: {
      type: 'int',
      default: 3,
      minimum: 1,
      maximum: 1000,
      atMost: 'count',
      doc: 'Number of clouds.',
    },
  },
  columns: pointColumns,
  open: async ({ options, random }) =>
    success(pointTable(options, options.classes, random, (label) => circlePoint(label / options.classes))),
});
