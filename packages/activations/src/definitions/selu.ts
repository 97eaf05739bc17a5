import { activation } from '@neurite/contract';
import { negativePart } from '../negative-part.js';

// To the precision of the reference; they solve the fixed point equations for mean 0 and variance 1.
const scale = 1.0507009873554805;
const alpha = 1.6732632423543772;

/** `λx` where positive, `λα(eˣ − 1)` elsewhere. */
export const selu = activation({
  name: 'selu',
  summary: 'Scaled ELU: keeps mean 0 and variance 1 from layer to layer.',
  formula: 'λ · (x > 0 ? x : α(eˣ − 1)), λ = 1.0507009873554805, α = 1.6732632423543772',
  description:
    'Normalizes itself only if inputs are standardized, weights start as `lecun_normal`, the network is a plain sequence, and dropout is `alpha_dropout`.',
  options: {},
  activation: {
    range: '(−1.7581, ∞)',
    zeroCentred: true,
    saturates: 'x ≪ 0',
    cost: 'exponential',
    initializer: 'lecun_normal',
    goesWith: ['alpha_dropout'],
    awkward: 'λα at 0 from the left, and taken there; λ from the right; NaN stays NaN.',
  },
  references: ['Klambauer, Unterthiner, Mayr, Hochreiter 2017, arXiv:1706.02515'],
  examples: [
    {
      code: 'selu',
      inputs: { x: [-3, -1, 0, 0.5, 2] },
      expect: { y: [-1.6705687, -1.1113307, 0, 0.5253505, 2.101402] },
    },
  ],
  apply: (x, { ops }) =>
    ops.mul(ops.where(ops.greater(x, 0), x, ops.mul(ops.expm1(negativePart(x, ops)), alpha)), scale),
});
