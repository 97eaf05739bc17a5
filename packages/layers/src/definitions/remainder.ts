import { binary } from '../arithmetic.js';
import { floorDivided } from '../floor-divided.js';

/** `a − b · ⌊a / b⌋`. */
export const remainder = binary({
  name: 'remainder',
  dtype: 'number',
  summary: 'What is left of a division that rounds down; it has the sign of the divisor.',
  formula: 'a − b · ⌊a / b⌋',
  exceptions: { finite: 'nothing divides by 0', finiteGradients: 'nothing divides by 0' },
  examples: [{ code: 'remainder', inputs: { a: [7, -7, 5.5], b: [3, 3, 2] }, expect: { y: [1, 2, 1.5] } }],
  compute: (a, b, ops) => ops.sub(a, ops.mul(b, floorDivided(a, b, ops))),
});
