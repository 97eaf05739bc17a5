import { activation } from '@neurite/contract';
import { exactGelu } from '../exact-gelu.js';

/** `x · Φ(x)`, Φ the cumulative distribution function of the normal distribution. */
export const gelu = activation({
  name: 'gelu',
  summary: 'Gaussian error linear unit: x times the probability that a standard normal value is below x.',
  formula: 'x · Φ(x); tanh: x/2 · (1 + tanh(√(2/π)(x + 0.044715x³))); sigmoid: x · σ(1.702x)',
  description: 'The usual choice in transformers. GPT-2 and BERT were trained with the tanh form.',
  options: {
    approximate: {
      type: 'choice',
      choices: ['none', 'tanh', 'sigmoid'],
      default: 'none',
      doc: 'Exact by the error function, or one of the two approximations of the paper.',
    },
  },
  activation: {
    range: '[−0.17, ∞)',
    zeroCentred: false,
    saturates: 'x ≪ 0',
    cost: 'exponential',
    initializer: 'he_normal',
    awkward: '1/2 at 0; not monotonic: falls until x ≈ −0.7518; NaN stays NaN.',
  },
  references: ['Hendrycks, Gimpel 2016, arXiv:1606.08415'],
  examples: [
    {
      code: 'gelu',
      inputs: { x: [-3, -1, 0, 0.5, 2] },
      expect: { y: [-0.0040497, -0.1586553, 0, 0.3457312, 1.9544997] },
    },
    {
      code: 'gelu(approximate: tanh)',
      options: { approximate: 'tanh' },
      inputs: { x: [-3, -1, 0, 0.5, 2] },
      expect: { y: [-0.0036374, -0.158808, 0, 0.345714, 1.9545977] },
    },
    {
      code: 'gelu(approximate: sigmoid)',
      options: { approximate: 'sigmoid' },
      inputs: { x: [-3, -1, 0, 0.5, 2] },
      expect: { y: [-0.0180713, -0.1542042, 0, 0.3503884, 1.9356586] },
    },
  ],
  apply: (x, { ops, options }) => {
    switch (options.approximate) {
      case 'none':
        return exactGelu(x, ops);
      case 'tanh': {
        const factor = Math.sqrt(2 / Math.PI);
        const inner = ops.mul(x, ops.add(ops.mul(ops.square(x), 0.044715 * factor), factor));
        return ops.mul(x, ops.mul(ops.add(ops.tanh(inner), 1), 0.5));
      }
      case 'sigmoid':
        return ops.mul(x, ops.sigmoid(ops.mul(x, 1.702)));
    }
  },
});
