import { layer } from '@neurite/contract';

/** `0, 1, 2, …`. */
export const range = layer({
  name: 'range',
  family: 'arithmetic',
  summary: 'The numbers 0, 1, 2, … as int32, without a batch: positions for an `embedding`.',
  formula: '0, 1, …, count − 1',
  options: { count: { type: 'int', minimum: 1, doc: 'How many.' } },
  inputs: {},
  outputs: { y: 'int32[count]' },
  examples: [{ code: 'range(3)', options: { count: 3 }, expect: { y: [0, 1, 2] } }],
  apply: (_inputs, { ops, options }) => ({ outputs: { y: ops.iota([options.count], 0, 'int32') } }),
});
