import { pretraining } from '@neurite/contract';
import { corrupted } from '../corruption.js';
import { reconstructionError, reconstructionOption } from '../reconstruction.js';

/** `‖decode(encode(x̃)) − x‖²`, x̃ a corrupted x. */
export const denoisingAutoencoder = pretraining({
  name: 'denoising_autoencoder',
  summary: 'Each stage learns to reconstruct its clean input from a corrupted one.',
  formula: '1/n · ‖decode(encode(x̃)) − x‖², x̃ ~ corruption of x',
  description:
    'Codes may be wider than their inputs. Corruption is the noise of the data: masking for what may be missing, gaussian for numbers, salt and pepper for images of black and white.',
  references: [
    'Vincent, Larochelle, Bengio, Manzagol 2008, Extracting and Composing Robust Features with Denoising Autoencoders',
  ],
  options: {
    corruption: {
      type: 'float',
      default: 0.3,
      minimum: 0,
      maximum: 1,
      doc: 'The part of the values that is hit; for gaussian noise its standard deviation.',
    },
    noise: {
      type: 'choice',
      choices: ['masking', 'gaussian', 'salt_and_pepper'],
      default: 'masking',
      doc: 'Values become 0; get normal noise added; or become 0 or 1.',
    },
    reconstruction: reconstructionOption,
  },
  examples: [
    {
      // Nothing is hit, so it is the plain autoencoder: the harness encodes by tanh(x · W) and decodes by Wᵀ.
      code: 'denoising_autoencoder(corruption: 0)',
      options: { corruption: 0 },
      inputs: { x: [[1, 2]] },
      parameters: { W: [[0.5], [0]] },
      expect: { loss: [2.2956355] },
    },
    {
      // Everything is hit: the code is 0, and nothing of x comes back.
      code: 'denoising_autoencoder(corruption: 1)',
      options: { corruption: 1 },
      inputs: { x: [[1, 2]] },
      parameters: { W: [[0.5], [0]] },
      expect: { loss: [2.5] },
    },
    { code: 'denoising_autoencoder(noise: gaussian)', options: { noise: 'gaussian' } },
    { code: 'denoising_autoencoder(noise: salt_and_pepper)', options: { noise: 'salt_and_pepper' } },
  ],
  objective: (stage, context) =>
    reconstructionError(
      stage,
      stage.encode(corrupted(stage.input, context)),
      stage.input,
      context.options.reconstruction,
      context.ops,
    ),
});
