import { layer } from '@neurite/contract';
import { affine, affineOptions, affineParameters, standardizedOver } from '../normalize.js';

/** `γ · (x − μ) / √(σ² + ε) + β` over the last axis. */
export const layerNorm = layer({
  name: 'layer_norm',
  family: 'normalizer',
  summary: 'Gives the channels of each position mean 0 and variance 1, then a learned scale and shift.',
  formula: 'γ · (x − μ) / √(σ² + ε) + β, μ and σ² over the last axis',
  description:
    'The same in training and afterwards, and at any batch size. The usual choice in transformers and recurrent networks.',
  references: ['Ba, Kiros, Hinton 2016, arXiv:1607.06450'],
  options: affineOptions,
  inputs: { x: '[...lead, c]' },
  outputs: { y: '[...lead, c]' },
  parameters: affineParameters,
  transparent: true,
  examples: [
    {
      code: 'layer_norm',
      inputs: {
        x: [
          [1, 3],
          [20, 10],
        ],
      },
      parameters: { scale: [1, 2], shift: [0, 1] },
      expect: {
        y: [
          [-1, 3],
          [1, -1],
        ],
      },
      tolerance: 2e-5,
    },
  ],
  apply: ({ x }, { ops, options, parameters }) => ({
    outputs: { y: affine(standardizedOver(x, [-1], options.epsilon, ops), parameters, options, ops) },
  }),
});
