import { activation } from '@neurite/contract';

/** `x` outside of ±λ, 0 inside. */
export const hardshrink = activation({
  name: 'hardshrink',
  summary: 'Passes large values and makes small ones 0.',
  formula: '|x| > λ ? x : 0',
  description:
    'Denoises codes: what is small becomes exactly 0. Learns nothing from what it makes 0; `softshrink` has no jump.',
  references: ['Donoho, Johnstone 1994, Ideal Spatial Adaptation by Wavelet Shrinkage'],
  options: { width: { type: 'float', default: 0.5, minimum: 0, doc: 'λ.' } },
  activation: {
    range: '(−∞, −λ) ∪ {0} ∪ (λ, ∞)',
    zeroCentred: true,
    saturates: '|x| ≤ λ',
    cost: 'comparison',
    initializer: 'glorot_uniform',
    awkward: '0 at ±λ, where it jumps; NaN stays NaN.',
  },
  examples: [{ code: 'hardshrink', inputs: { x: [-2, -0.5, 0.25, 1.5] }, expect: { y: [-2, 0, 0, 1.5] } }],
  apply: (x, { ops, options: { width } }) => ops.where(ops.lessEqual(ops.abs(x), width), 0, x),
});
