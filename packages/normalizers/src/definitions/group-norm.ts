import { layer } from '@neurite/contract';
import { affine, affineOptions, affineParameters, standardizedOver } from '../normalize.js';

/** `γ · (x − μ) / √(σ² + ε) + β` over space and a group of channels. */
export const groupNorm = layer({
  name: 'group_norm',
  family: 'normalizer',
  summary: 'Gives groups of channels mean 0 and variance 1 over space, then a learned scale and shift.',
  formula: 'γ · (x − μ) / √(σ² + ε) + β, μ and σ² over space and c / groups channels',
  description:
    'For convolutions with batches too small for `batch_norm`. One group is `layer_norm` over everything; as many as channels is `instance_norm`.',
  references: ['Wu, He 2018, arXiv:1803.08494'],
  options: { groups: { type: 'int', default: 32, minimum: 1, doc: 'Number of groups.' }, ...affineOptions },
  inputs: { x: '[batch, ...space, c]' },
  outputs: { y: '[batch, ...space, c]' },
  assert: ['c mod groups == 0'],
  parameters: affineParameters,
  transparent: true,
  examples: [
    {
      code: 'group_norm(2)',
      options: { groups: 2 },
      inputs: {
        x: [
          [
            [1, 3, 20, 20],
            [3, 1, 10, 10],
          ],
        ],
      },
      parameters: { scale: [1, 1, 1, 2], shift: [0, 0, 0, 1] },
      expect: {
        y: [
          [
            [-1, 1, 1, 3],
            [1, -1, -1, -1],
          ],
        ],
      },
      tolerance: 2e-5,
    },
  ],
  apply: ({ x }, { ops, options, parameters }) => {
    const shape = ops.shape(x);
    const channels = shape.at(-1)!;
    const grouped = ops.reshape(x, [...shape.slice(0, -1), options.groups, channels / options.groups]);
    const axes = [...shape.map((_, axis) => axis).slice(1, -1), shape.length];
    const y = ops.reshape(standardizedOver(grouped, axes, options.epsilon, ops), shape);
    return { outputs: { y: affine(y, parameters, options, ops) } };
  },
});
