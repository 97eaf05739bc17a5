import { connective } from '../arithmetic.js';

/** `a ∧ b`. */
export const logicalAnd = connective({
  name: 'logical_and',
  summary: 'Where both are true.',
  formula: 'a ∧ b',
  examples: [
    {
      code: 'logical_and',
      inputs: { a: [true, true, false], b: [true, false, false] },
      expect: { y: [true, false, false] },
    },
  ],
  compute: (a, b, ops) => ops.logicalAnd(a, b),
});
