import { regularizer } from '@neurite/contract';

/** `λ₁ · Σ |w| + λ₂ · Σ w²`. */
export const l1L2 = regularizer({
  name: 'l1_l2',
  summary: 'Both penalties at once, also called elastic net.',
  formula: 'λ₁ · Σ |w| + λ₂ · Σ w²',
  description:
    'Where inputs are many and alike: `l1` alone takes one of them at random, both together take all.',
  references: ['Zou, Hastie 2005, Regularization and Variable Selection via the Elastic Net'],
  options: {
    l1: { type: 'float', default: 1e-4, minimum: 0, doc: 'λ₁.' },
    l2: { type: 'float', default: 1e-4, minimum: 0, doc: 'λ₂.' },
  },
  examples: [
    {
      code: 'l1_l2(0.1, 0.01)',
      options: { l1: 0.1, l2: 0.01 },
      parameters: { w: [1, -2, 3] },
      expect: { penalty: 0.74 },
    },
  ],
  penalty: (w, { ops, options }) =>
    ops.add(ops.mul(ops.sum(ops.abs(w)), options.l1), ops.mul(ops.sum(ops.square(w)), options.l2)),
});
