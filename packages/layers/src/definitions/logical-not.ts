import { layer } from '@neurite/contract';

/** `¬x`. */
export const logicalNot = layer({
  name: 'logical_not',
  family: 'arithmetic',
  summary: 'True where its input is false.',
  formula: '¬x',
  options: {},
  inputs: { x: 'bool[...s]' },
  outputs: { y: 'bool[...s]' },
  examples: [{ code: 'logical_not', inputs: { x: [true, false] }, expect: { y: [false, true] } }],
  apply: ({ x }, { ops }) => ({ outputs: { y: ops.logicalNot(x) } }),
});
