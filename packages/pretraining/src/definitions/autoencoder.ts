import { pretraining } from '@neurite/contract';
import { reconstructionError, reconstructionOption } from '../reconstruction.js';

/** `‖decode(encode(x)) − x‖²`. */
export const autoencoder = pretraining({
  name: 'autoencoder',
  summary: 'Each stage learns to reconstruct its input from its code.',
  formula: '1/n · ‖decode(encode(x)) − x‖²',
  description:
    'The code must be narrower than its input, or the identity is learned; otherwise use `denoising_autoencoder` or `sparse_autoencoder`.',
  references: ['Bengio, Lamblin, Popovici, Larochelle 2006, Greedy Layer-Wise Training of Deep Networks'],
  options: { reconstruction: reconstructionOption },
  examples: [
    {
      // The harness encodes by tanh(x · W) and decodes by Wᵀ.
      code: 'autoencoder',
      inputs: { x: [[1, 2]] },
      parameters: { W: [[0.5], [0]] },
      expect: { loss: [2.2956355] },
    },
    {
      code: 'autoencoder(reconstruction: cross_entropy)',
      options: { reconstruction: 'cross_entropy' },
      inputs: { x: [[0.2, 0.9]] },
      parameters: { W: [[0.5], [0]] },
      expect: { loss: [0.7007775] },
    },
  ],
  objective: (stage, { ops, options }) =>
    reconstructionError(stage, stage.encode(stage.input), stage.input, options.reconstruction, ops),
});
