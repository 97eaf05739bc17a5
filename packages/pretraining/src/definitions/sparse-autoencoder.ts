import { pretraining } from '@neurite/contract';
import { reconstructionError, reconstructionOption } from '../reconstruction.js';

// Keeps logarithms finite where a unit is always off or always on.
const smallest = 1e-6;

/** `‖decode(encode(x)) − x‖² + β · Σ KL(ρ ‖ ρ̂ⱼ)`. */
export const sparseAutoencoder = pretraining({
  name: 'sparse_autoencoder',
  summary: 'Each stage learns to reconstruct its input from a code whose units are rarely on.',
  formula: '1/n · ‖decode(encode(x)) − x‖² + β · Σⱼ KL(ρ ‖ ρ̂ⱼ), ρ̂ⱼ the mean of unit j over the batch',
  description:
    'Codes must lie in (0, 1): let each stage end in `sigmoid`. Then the code may be wider than its input. The batch must be large enough for a mean.',
  references: ['Ng 2011, Sparse Autoencoder (CS294A lecture notes)'],
  options: {
    sparsity: { type: 'float', default: 0.05, above: 0, below: 1, doc: 'ρ, how often a unit should be on.' },
    weight: { type: 'float', default: 0.1, minimum: 0, doc: 'β, how much sparsity counts.' },
    reconstruction: reconstructionOption,
  },
  examples: [
    {
      // The harness encodes by tanh(x · W) and decodes by Wᵀ: code 0.5 for both, so ρ̂ = 1/2; KL(0.25 ‖ 0.5) = 0.1308120.
      code: 'sparse_autoencoder(0.25, weight: 2)',
      options: { sparsity: 0.25, weight: 2 },
      inputs: { x: [[0.5493061], [0.5493061]] },
      parameters: { W: [[1]] },
      expect: { loss: [0.2640551, 0.2640551] },
    },
  ],
  objective: (stage, { ops, options: { sparsity, weight, reconstruction } }) => {
    const code = stage.encode(stage.input);
    const on = ops.clip(ops.mean(code, 0), smallest, 1 - smallest);
    const terms = ops.add(
      ops.mul(ops.sub(Math.log(sparsity), ops.log(on)), sparsity),
      ops.mul(ops.sub(Math.log(1 - sparsity), ops.log(ops.sub(1, on))), 1 - sparsity),
    );
    return ops.add(
      reconstructionError(stage, code, stage.input, reconstruction, ops),
      ops.mul(ops.sum(terms), weight),
    );
  },
});
