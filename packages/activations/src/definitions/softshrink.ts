import { activation } from '@neurite/contract';

/** `x ∓ λ` outside of ±λ, 0 inside. */
export const softshrink = activation({
  name: 'softshrink',
  summary: 'Moves every value towards 0 by λ; small ones become 0.',
  formula: 'sgn(x) · max(|x| − λ, 0)',
  description: 'The step of a lasso: what is small becomes exactly 0, and what is large is moved by as much.',
  options: { width: { type: 'float', default: 0.5, minimum: 0, doc: 'λ.' } },
  activation: {
    range: '(−∞, ∞)',
    zeroCentred: true,
    saturates: '|x| ≤ λ',
    cost: 'comparison',
    initializer: 'glorot_uniform',
    awkward: '0 at ±λ; NaN stays NaN.',
  },
  references: ['Donoho 1995, De-noising by Soft-Thresholding'],
  examples: [{ code: 'softshrink', inputs: { x: [-2, -0.5, 0.25, 1.5] }, expect: { y: [-1.5, 0, 0, 1] } }],
  apply: (x, { ops, options: { width } }) =>
    ops.sub(ops.relu(ops.sub(x, width)), ops.relu(ops.sub(ops.neg(x), width))),
});
