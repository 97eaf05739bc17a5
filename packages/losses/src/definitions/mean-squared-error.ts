import { loss } from '@neurite/contract';
import { perExample } from '../per-example.js';

/** `1/n · Σ (x − t)²`. */
export const meanSquaredError = loss({
  name: 'mean_squared_error',
  summary: 'For numbers: the mean of the squared errors.',
  formula: '1/n · Σ (xᵢ − tᵢ)²',
  description: 'One wild target weighs much; `huber` and `mean_absolute_error` bear them better.',
  options: {},
  signatures: [{ prediction: '[batch, ...s]', target: '[batch, ...s]' }],
  reads: 'values',
  examples: [
    {
      code: 'mean_squared_error(y, target)',
      inputs: {
        prediction: [
          [1, 2],
          [0, 0],
        ],
        target: [
          [1, 4],
          [3, 1],
        ],
      },
      expect: { loss: [2, 5] },
    },
  ],
  apply: ({ prediction, target }, { ops }) => perExample(ops.square(ops.sub(prediction, target)), ops),
});
