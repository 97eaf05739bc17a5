import { layer } from '@neurite/contract';

/** Where the largest value is. */
export const argmax = layer({
  name: 'argmax',
  family: 'arithmetic',
  summary: 'The place of the largest value along an axis, as int32; of equal values the first.',
  formula: 'argmaxᵢ xᵢ',
  options: { axis: { type: 'axis', default: -1, doc: 'The axis that is searched, the batch not counted.' } },
  inputs: { x: '[...s]' },
  outputs: { y: 'int32[...reduced(s, axis, false)]' },
  examples: [
    {
      code: 'argmax',
      inputs: {
        x: [
          [1, 3, 2],
          [5, 4, 5],
        ],
      },
      expect: { y: [1, 0] },
    },
  ],
  apply: ({ x }, { ops, options }) => ({ outputs: { y: ops.argmax(x, options.axis) } }),
});
