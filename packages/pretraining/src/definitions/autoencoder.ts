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
  objective: ({ input, encode, decode }, { ops, options }) =>
    reconstructionError(decode(encode(input)), input, options.reconstruction, ops),
});
