import { layer } from '@neurite/contract';

/** `condition ? a : b` for each element. */
export const where = layer({
  name: 'where',
  family: 'arithmetic',
  summary: 'The first value where a condition holds, the second elsewhere.',
  formula: 'condition ? a : b',
  options: {},
  inputs: { condition: 'bool[...condition]', a: 'n[...a]', b: 'n[...b]' },
  outputs: { y: 'n[...broadcasted(broadcasted(condition, a), b)]' },
  examples: [
    {
      code: 'where',
      inputs: { condition: [true, false], a: [1, 2], b: [10, 20] },
      expect: { y: [1, 20] },
    },
  ],
  apply: ({ condition, a, b }, { ops }) => ({ outputs: { y: ops.where(condition, a, b) } }),
});
