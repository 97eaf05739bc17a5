import { gated } from '../gated.js';

/** `a ⊙ σ(b)`, a and b the halves of the channels. */
export const glu = gated({
  name: 'glu',
  summary:
    'Gated linear unit: half of the channels, each times the sigmoid of its partner in the other half.',
  formula: 'a ⊙ σ(b), [a, b] = x',
  description:
    'After a layer with twice the channels: `conv1d(2 * n, kernel: 3) -> glu`. Needs an even number of channels.',
  references: ['Dauphin, Fan, Auli, Grangier 2016, arXiv:1612.08083'],
  activation: {
    range: '(−∞, ∞)',
    zeroCentred: true,
    saturates: 'nowhere',
    cost: 'exponential',
    initializer: 'glorot_uniform',
    awkward: 'Linear in a; NaN stays NaN.',
  },
  examples: [{ code: 'glu', inputs: { x: [[1, 2, 3, -1]] }, expect: { y: [[0.9525741, 0.5378828]] } }],
  gate: (x, ops) => ops.sigmoid(x),
});
