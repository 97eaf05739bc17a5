import { layer } from '@neurite/contract';
import { affineOptions, affineParameters } from '../normalize.js';

/** `γ · x / √(mean(x²) + ε)` over the last axis. */
export const rmsNorm = layer({
  name: 'rms_norm',
  family: 'normalizer',
  summary: 'Divides the channels of each position by their root mean square, then a learned scale.',
  formula: 'γ · x / √(1/c · Σ x² + ε)',
  description: 'Cheaper than `layer_norm`: no mean, no shift.',
  references: ['Zhang, Sennrich 2019, arXiv:1910.07467'],
  options: { epsilon: { ...affineOptions.epsilon, default: 1e-6 }, scale: affineOptions.scale },
  inputs: { x: '[...lead, c]' },
  outputs: { y: '[...lead, c]' },
  parameters: { scale: affineParameters.scale },
  transparent: true,
  examples: [
    {
      code: 'rms_norm',
      inputs: {
        x: [
          [1, 7],
          [0, -2],
        ],
      },
      parameters: { scale: [1, 2] },
      expect: {
        y: [
          [0.2, 2.8],
          [0, -2.828427],
        ],
      },
    },
  ],
  apply: ({ x }, { ops, options, parameters }) => {
    const y = ops.mul(x, ops.rsqrt(ops.add(ops.mean(ops.square(x), [-1], true), options.epsilon)));
    return { outputs: { y: options.scale ? ops.mul(y, parameters.scale) : y } };
  },
});
