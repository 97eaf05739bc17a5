import { gated } from '../gated.js';

/** `a ⊙ silu(b)`, a and b the halves of the channels. */
export const swiglu = gated({
  name: 'swiglu',
  summary: 'Half of the channels, each times the SiLU of its partner in the other half.',
  formula: 'a ⊙ b · σ(b), [a, b] = x',
  description:
    'For the wide layer of a transformer: `dense(2 * n) -> swiglu -> dense(c)`. Needs an even number of channels.',
  references: ['Shazeer 2020, arXiv:2002.05202'],
  activation: {
    range: '(−∞, ∞)',
    zeroCentred: true,
    saturates: 'nowhere',
    cost: 'exponential',
    initializer: 'glorot_uniform',
    awkward: 'Linear in a; NaN stays NaN.',
  },
  examples: [{ code: 'swiglu', inputs: { x: [[1, 2, 3, -1]] }, expect: { y: [[2.8577224, -0.5378828]] } }],
  gate: (x, ops) => ops.mul(x, ops.sigmoid(x)),
});
