import { binary } from '../arithmetic.js';

/** `a / b`. */
export const divide = binary({
  name: 'divide',
  dtype: 'number',
  summary: 'The quotient of two values.',
  formula: 'a / b',
  description: 'On int32 it rounds down.',
  exceptions: { finite: 'nothing divides by 0', finiteGradients: 'nothing divides by 0' },
  examples: [
    {
      code: 'divide',
      inputs: {
        a: [
          [1, 6],
          [-3, 0],
        ],
        b: [2, 4],
      },
      expect: {
        y: [
          [0.5, 1.5],
          [-1.5, 0],
        ],
      },
    },
  ],
  compute: (a, b, ops) => ops.div(a, b),
});
