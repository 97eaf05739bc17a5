import { layer } from '@neurite/contract';

/** 1 at the place of each class, 0 elsewhere. */
export const oneHot = layer({
  name: 'one_hot',
  family: 'arithmetic',
  summary: 'A new last axis with 1 at the place of each class and 0 elsewhere.',
  formula: 'y[i, k] = x[i] = k ? 1 : 0',
  options: { classes: { type: 'int', minimum: 1, doc: 'Number of classes.' } },
  inputs: { x: 'int32[...s]' },
  outputs: { y: '[...s, classes]' },
  examples: [
    {
      code: 'one_hot(3)',
      options: { classes: 3 },
      inputs: { x: [2, 0] },
      expect: {
        y: [
          [0, 0, 1],
          [1, 0, 0],
        ],
      },
    },
  ],
  apply: ({ x }, { ops, options }) => ({ outputs: { y: ops.oneHot(x, options.classes) } }),
});
