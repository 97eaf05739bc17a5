import { connective } from '../arithmetic.js';

/** `a ∨ b`. */
export const logicalOr = connective({
  name: 'logical_or',
  summary: 'Where at least one is true.',
  formula: 'a ∨ b',
  examples: [
    {
      code: 'logical_or',
      inputs: { a: [true, true, false], b: [true, false, false] },
      expect: { y: [true, true, false] },
    },
  ],
  compute: (a, b, ops) => ops.logicalOr(a, b),
});
