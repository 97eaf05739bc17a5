import { pretraining } from '@neurite/contract';
import { reconstructionError, reconstructionOption } from '../reconstruction.js';

/** `‖decode(encode(x)) − x‖² + λ · ‖∂ encode(x) / ∂x‖²`. */
export const contractiveAutoencoder = pretraining({
  name: 'contractive_autoencoder',
  summary: 'Each stage learns to reconstruct its input from a code that hardly moves when the input does.',
  formula: '1/n · ‖decode(encode(x)) − x‖² + λ · ‖∂ encode(x) / ∂x‖²',
  description:
    'The penalty is the squared Frobenius norm of the Jacobian, without noise and exact. It costs little where a stage is one linear layer and an activation; otherwise as much as one backward pass for each element of the code.',
  references: [
    'Rifai, Vincent, Muller, Glorot, Bengio 2011, Contractive Auto-Encoders: Explicit Invariance During Feature Extraction',
  ],
  options: {
    weight: { type: 'float', default: 0.1, minimum: 0, doc: 'λ, how much contraction counts.' },
    reconstruction: reconstructionOption,
  },
  examples: [
    {
      // The harness encodes by tanh(x · W) and decodes by Wᵀ: the code is 1/2 and its derivative 3/4, so that ‖J‖² = 9/16 · ‖W‖².
      code: 'contractive_autoencoder(weight: 2)',
      options: { weight: 2 },
      inputs: { x: [[0.5493061, 7]] },
      parameters: { W: [[1], [0]] },
      expect: { loss: [25.6262155] },
    },
  ],
  objective: (stage, { ops, options: { weight, reconstruction } }) =>
    ops.add(
      reconstructionError(stage, stage.encode(stage.input), stage.input, reconstruction, ops),
      ops.mul(stage.jacobianNorm(stage.input), weight),
    ),
});
