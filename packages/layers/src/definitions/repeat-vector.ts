import { layer } from '@neurite/contract';

/** The same vector at each time. */
export const repeatVector = layer({
  name: 'repeat_vector',
  family: 'shape',
  summary: 'Makes a sequence of one vector, the same at each time: what a decoder reads a code from.',
  formula: 'y[i] = x',
  options: { times: { type: 'int', minimum: 1, doc: 'Length of the sequence.' } },
  inputs: { x: '[batch, c]' },
  outputs: { y: '[batch, times, c]' },
  examples: [
    {
      code: 'repeat_vector(2)',
      options: { times: 2 },
      inputs: { x: [[1, 2]] },
      expect: {
        y: [
          [
            [1, 2],
            [1, 2],
          ],
        ],
      },
    },
  ],
  apply: ({ x }, { ops, options: { times } }) => {
    const [batch, channels] = ops.shape(x) as readonly [number, number];
    return { outputs: { y: ops.broadcastTo(ops.expand(x, 1), [batch, times, channels]) } };
  },
});
