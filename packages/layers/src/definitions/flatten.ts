import { layer } from '@neurite/contract';

/** All axes after the batch become one. */
export const flatten = layer({
  name: 'flatten',
  family: 'shape',
  summary: 'Makes one axis of all axes after the batch.',
  formula: 'y[i · w · c + j · c + k] = x[i, j, k]',
  options: {},
  inputs: { x: '[batch, ...s]' },
  outputs: { y: '[batch, product(s)]' },
  examples: [
    {
      code: 'flatten',
      inputs: {
        x: [
          [
            [1, 2],
            [3, 4],
          ],
        ],
      },
      expect: { y: [[1, 2, 3, 4]] },
    },
  ],
  apply: ({ x }, { ops }) => {
    const [batch, ...rest] = ops.shape(x);
    return { outputs: { y: ops.reshape(x, [batch!, rest.reduce((size, extent) => size * extent, 1)]) } };
  },
});
