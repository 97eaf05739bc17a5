import { layer } from '@neurite/contract';
import { affine, affineOptions, affineParameters, standardizedOver } from '../normalize.js';

/** `γ · (x − μ) / √(σ² + ε) + β` over the space of each example and channel. */
export const instanceNorm = layer({
  name: 'instance_norm',
  family: 'normalizer',
  summary:
    'Gives each channel of each example mean 0 and variance 1 over space, then a learned scale and shift.',
  formula: 'γ · (x − μ) / √(σ² + ε) + β, μ and σ² over space',
  description: 'Removes the contrast of single images: for style transfer and other image generators.',
  references: ['Ulyanov, Vedaldi, Lempitsky 2016, arXiv:1607.08022'],
  options: affineOptions,
  inputs: { x: '[batch, ...space, c]' },
  outputs: { y: '[batch, ...space, c]' },
  assert: ['rank(space) >= 1'],
  parameters: affineParameters,
  transparent: true,
  examples: [
    {
      code: 'instance_norm',
      inputs: {
        x: [
          [
            [1, 30],
            [3, 10],
          ],
          [
            [5, 0],
            [3, 4],
          ],
        ],
      },
      parameters: { scale: [1, 2], shift: [0, 1] },
      expect: {
        y: [
          [
            [-1, 3],
            [1, -1],
          ],
          [
            [1, -1],
            [-1, 3],
          ],
        ],
      },
      tolerance: 2e-5,
    },
  ],
  apply: ({ x }, { ops, options, parameters }) => {
    const axes = ops
      .shape(x)
      .map((_, axis) => axis)
      .slice(1, -1);
    return {
      outputs: { y: affine(standardizedOver(x, axes, options.epsilon, ops), parameters, options, ops) },
    };
  },
});
