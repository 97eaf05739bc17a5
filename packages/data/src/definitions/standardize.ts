import { transform } from '@neurite/contract';
import { moments, perOption } from '../preprocessing/moments.js';

/** Mean 0 and variance 1, by statistics of the training part. */
export const standardize = transform({
  name: 'standardize',
  summary: 'Subtracts the mean and divides by the standard deviation of the training part.',
  formula: '(x − mean) / deviation',
  description:
    'Statistics are kept in the artifact and applied unchanged to all other examples. Where the deviation is 0 it counts as 1.',
  references: ['Y. LeCun, L. Bottou, G. Orr, K. Müller: Efficient BackProp, 1998'],
  options: { per: perOption },
  inputs: { x: '[batch, ...s]' },
  outputs: { y: '[batch, ...s]' },
  fitted: { mean: '[...s]', deviation: '[...s]' },
  fit: (column, { per }) => moments(column, per),
  apply: (x, { ops, fitted }) => ops.div(ops.sub(x, fitted.mean), fitted.deviation),
});
