import { layer } from '@neurite/contract';

/** The mean over all spatial axes. */
export const globalAvgPool = layer({
  name: 'global_avg_pool',
  family: 'pooling',
  summary: 'The mean of each channel over all spatial axes; with a mask, over the places that it marks.',
  formula: 'y[c] = mean over i of x[i, c]',
  description:
    'Before the last `dense`, in place of `flatten`: images may then be of any size, and there are fewer weights.',
  references: ['Lin, Chen, Yan 2013, arXiv:1312.4400'],
  options: {},
  inputs: {
    x: '[batch, ...space, c]',
    mask: {
      shape: 'bool[batch, ...space]',
      optional: true,
      doc: 'Where it is false a place does not count.',
    },
  },
  outputs: { y: '[batch, c]' },
  assert: ['rank(space) >= 1'],
  transparent: true,
  examples: [
    { code: 'global_avg_pool', inputs: { x: [[[[1, 2]], [[3, 6]]]] }, expect: { y: [[2, 4]] } },
    {
      code: 'global_avg_pool(mask: tokens != 0)',
      inputs: {
        x: [
          [[1], [3], [100]],
          [[1], [3], [5]],
        ],
        mask: [
          [true, true, false],
          [false, false, false],
        ],
      },
      expect: { y: [[2], [0]] },
    },
  ],
  apply: ({ x, mask }, { ops }) => {
    const axes = ops
      .shape(x)
      .map((_, axis) => axis)
      .slice(1, -1);
    if (mask === undefined) return { outputs: { y: ops.mean(x, axes) } };
    const counts = ops.expand(ops.cast(mask, 'float32'), -1);
    // Where nothing counts the mean is 0: a sequence of padding alone has nothing to say.
    const places = ops.maximum(ops.sum(counts, axes), 1);
    return { outputs: { y: ops.div(ops.sum(ops.mul(x, counts), axes), places) } };
  },
});
