import { exactGelu } from '../exact-gelu.js';
import { gated } from '../gated.js';

/** `a ⊙ gelu(b)`, a and b the halves of the channels. */
export const geglu = gated({
  name: 'geglu',
  summary: 'Half of the channels, each times the exact GELU of its partner in the other half.',
  formula: 'a ⊙ b · Φ(b), [a, b] = x',
  description:
    'For the wide layer of a transformer: `dense(2 * n) -> geglu -> dense(c)`. Needs an even number of channels.',
  references: ['Shazeer 2020, arXiv:2002.05202'],
  activation: {
    range: '(−∞, ∞)',
    zeroCentred: true,
    saturates: 'nowhere',
    cost: 'exponential',
    initializer: 'glorot_uniform',
    awkward: 'Linear in a; NaN stays NaN.',
  },
  examples: [{ code: 'geglu', inputs: { x: [[1, 2, 3, -1]] }, expect: { y: [[2.9959503, -0.3173105]] } }],
  gate: exactGelu,
});
