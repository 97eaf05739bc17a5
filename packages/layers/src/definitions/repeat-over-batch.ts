import { layer } from '@neurite/contract';

/** The same value for every example. */
export const repeatOverBatch = layer({
  name: 'repeat_over_batch',
  family: 'arithmetic',
  summary: 'A value without a batch, the same for every example of another value.',
  formula: 'y[n] = x',
  options: {},
  inputs: { x: 'n[...s]', like: { shape: 'm[batch, ...other]', doc: 'A value whose batch it gets.' } },
  outputs: { y: 'n[batch, ...s]' },
  exceptions: { visibleNaN: 'only the batch of the other value is read' },
  examples: [
    {
      code: 'repeat_over_batch(x, like: y)',
      inputs: { x: [1, 2], like: [[0], [0], [0]] },
      expect: {
        y: [
          [1, 2],
          [1, 2],
          [1, 2],
        ],
      },
    },
  ],
  apply: ({ x, like }, { ops }) => ({
    outputs: { y: ops.broadcastTo(x, [ops.shape(like)[0]!, ...ops.shape(x)]) },
  }),
});
