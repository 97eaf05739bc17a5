import { layer } from '@neurite/contract';

/** The largest value over all spatial axes. */
export const globalMaxPool = layer({
  name: 'global_max_pool',
  family: 'pooling',
  summary: 'The largest value of each channel over all spatial axes.',
  formula: 'y[c] = max over i of x[i, c]',
  description:
    'Where it matters whether something is there and not how often, as in texts after `conv1d`; else `global_avg_pool`.',
  references: ['Oquab, Bottou, Laptev, Sivic 2015, Is Object Localization for Free?'],
  options: {},
  inputs: { x: '[batch, ...space, c]' },
  outputs: { y: '[batch, c]' },
  assert: ['rank(space) >= 1'],
  transparent: true,
  examples: [{ code: 'global_max_pool', inputs: { x: [[[[1, 2]], [[3, -6]]]] }, expect: { y: [[3, 2]] } }],
  apply: ({ x }, { ops }) => {
    const axes = ops
      .shape(x)
      .map((_, axis) => axis)
      .slice(1, -1);
    return { outputs: { y: ops.max(x, axes) } };
  },
});
