import { layer } from '@neurite/contract';

/** The same values in other axes. */
export const reshape = layer({
  name: 'reshape',
  family: 'shape',
  summary: 'The same values in other axes; the batch stays.',
  formula: 'the same values, the last axis fastest',
  options: {
    to: {
      type: 'list',
      of: 'int',
      doc: 'The extents after the batch; one may be −1 and takes what is left.',
    },
  },
  inputs: { x: 'n[batch, ...s]' },
  outputs: { y: 'n[batch, ...reshaped(s, to)]' },
  examples: [
    {
      code: 'reshape([2, 2])',
      options: { to: [2, 2] },
      inputs: { x: [[1, 2, 3, 4]] },
      expect: {
        y: [
          [
            [1, 2],
            [3, 4],
          ],
        ],
      },
    },
    {
      code: 'reshape([-1, 1])',
      options: { to: [-1, 1] },
      inputs: { x: [[1, 2]] },
      expect: { y: [[[1], [2]]] },
    },
  ],
  apply: ({ x }, { ops, options }) => ({ outputs: { y: ops.reshape(x, [ops.shape(x)[0]!, ...options.to]) } }),
});
