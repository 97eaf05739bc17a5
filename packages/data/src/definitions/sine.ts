import { source, success } from '@neurite/contract';
import { circlePoint } from '../generators/circle.js';
import { generatorOptions } from '../generators/options.js';

/** A sine wave with noise: the smallest regression. */
export const sine = source({
  name: 'sine',
  summary: 'Points of a noisy sine wave: one number to predict from one number.',
  formula: 'y = sin(2πx · periods) + noise · N(0, 1), x uniform in [−1, 1)',
  options: {
    ...generatorOptions(0.1),
    periods: {
      type: 'float',
      default: 1,
      above: 0,
      maximum: 1000,
      doc: 'Periods of the wave over one unit of x.',
    },
  },
  columns: { x: 'float32[1]', y: 'float32[1]' },
  open: async ({ options, random }) => {
    const x = new Float32Array(options.count);
    const y = new Float32Array(options.count);
    for (let row = 0; row < options.count; row++) {
      const at = 2 * random.uniform() - 1;
      x[row] = at;
      y[row] = circlePoint(at * options.periods)[1] + options.noise * random.normal();
    }
    const type = { dtype: 'float32', shape: [1] } as const;
    return success({ count: options.count, columns: { x: { type, data: x }, y: { type, data: y } } });
  },
});
