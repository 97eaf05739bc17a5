import { binary } from '../arithmetic.js';
import { floorDivided } from '../floor-divided.js';

/** `⌊a / b⌋`. */
export const floorDivide = binary({
  name: 'floor_divide',
  dtype: 'number',
  summary: 'The quotient of two values, rounded down.',
  formula: '⌊a / b⌋',
  exceptions: { finite: 'nothing divides by 0' },
  examples: [{ code: 'floor_divide', inputs: { a: [7, -7, 5.5], b: [3, 3, 2] }, expect: { y: [2, -3, 2] } }],
  compute: (a, b, ops) => floorDivided(a, b, ops),
});
