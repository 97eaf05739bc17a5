import { transform } from '@neurite/contract';
import { centring, fitWhole, perOption } from '../preprocessing/moments.js';

/** Subtracts the mean of the training part; `per: feature` subtracts the mean image. */
export const centre = transform({
  name: 'centre',
  summary: 'Subtracts the mean of the training part.',
  formula: 'x − mean',
  description: '`per: feature` subtracts the mean image, `per: channel` one number for each channel.',
  references: [
    'A. Krizhevsky, I. Sutskever, G. Hinton: ImageNet classification with deep convolutional neural networks, 2012',
  ],
  options: { per: perOption },
  inputs: { x: '[batch, ...s]' },
  outputs: { y: '[batch, ...s]' },
  examples: [
    {
      code: 'centre',
      inputs: {
        x: [
          [1, 10],
          [3, 30],
        ],
      },
      expect: {
        y: [
          [-1, -10],
          [1, 10],
        ],
      },
    },
    {
      code: 'centre(per: feature)',
      options: { per: 'feature' },
      inputs: {
        x: [
          [[1], [10]],
          [[3], [30]],
        ],
      },
      expect: {
        y: [
          [[-1], [-10]],
          [[1], [10]],
        ],
      },
    },
  ],
  fitted: { mean: '[...s]' },
  fit: (column, { per }) => fitWhole(centring(column.shape, per), column),
  fitting: (shape, { per }) => centring(shape, per),
  apply: (x, { ops, fitted }) => ops.sub(x, fitted.mean),
});
