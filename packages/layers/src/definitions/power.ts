import { binary } from '../arithmetic.js';

/** `aᵇ`. */
export const power = binary({
  name: 'power',
  dtype: 'float32',
  summary: 'One value to the power of another.',
  formula: 'aᵇ',
  exceptions: {
    finite: '0 to a negative power, and overflow',
    finiteGradients: '0 to a negative power, and overflow',
  },
  examples: [{ code: 'power', inputs: { a: [2, 9, 4], b: [3, 0.5, -1] }, expect: { y: [8, 3, 0.25] } }],
  compute: (a, b, ops) => ops.pow(a, b),
});
