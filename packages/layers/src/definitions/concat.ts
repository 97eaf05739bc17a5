import { layer } from '@neurite/contract';

/** Joins values along an axis. */
export const concat = layer({
  name: 'concat',
  family: 'merge',
  summary: 'Joins any number of values along an axis, the channels unless said.',
  formula: '[a, b, …]',
  options: { axis: { type: 'axis', default: -1, doc: 'The axis that grows, the batch not counted.' } },
  inputs: { x: { shape: 'n[...]', variadic: true } },
  outputs: { y: 'n[...concatenated(x, axis)]' },
  examples: [
    { code: 'concat', inputs: { x: [[[1, 2]], [[3]]] }, expect: { y: [[1, 2, 3]] } },
    {
      code: 'concat(axis: -2)',
      options: { axis: -2 },
      inputs: { x: [[[[1, 2]]], [[[3, 4]]]] },
      expect: {
        y: [
          [
            [1, 2],
            [3, 4],
          ],
        ],
      },
    },
  ],
  apply: ({ x }, { ops, options }) => ({ outputs: { y: ops.concat(x, options.axis) } }),
});
