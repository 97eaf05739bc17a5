import { regularizer } from '@neurite/contract';

/** `λ · Σ w²`. */
export const l2 = regularizer({
  name: 'l2',
  summary: 'A penalty on the squares of the weights: makes them small.',
  formula: 'λ · Σ w²',
  description:
    'Without a factor 1/2: its gradient is 2λw. With adaptive optimizers it is not weight decay; for that there is `adamw`.',
  references: ['Hoerl, Kennard 1970, Ridge Regression'],
  options: { strength: { type: 'float', default: 1e-4, minimum: 0, doc: 'λ.' } },
  examples: [
    { code: 'l2(0.1)', options: { strength: 0.1 }, parameters: { w: [1, -2, 3] }, expect: { penalty: 1.4 } },
  ],
  penalty: (w, { ops, options }) => ops.mul(ops.sum(ops.square(w)), options.strength),
});
