import { regularizer } from '@neurite/contract';

/** `λ · Σ |w|`. */
export const l1 = regularizer({
  name: 'l1',
  summary: 'A penalty on the sizes of the weights: makes many of them zero.',
  formula: 'λ · Σ |w|',
  description:
    'For weights of which many are to be 0, as in the choice of inputs. They come near to 0 and jump over it: cut them off afterwards. `l2` makes all small.',
  references: ['Tibshirani 1996, Regression Shrinkage and Selection via the Lasso'],
  options: { strength: { type: 'float', default: 1e-4, minimum: 0, doc: 'λ.' } },
  examples: [
    { code: 'l1(0.1)', options: { strength: 0.1 }, parameters: { w: [1, -2, 3] }, expect: { penalty: 0.6 } },
  ],
  penalty: (w, { ops, options }) => ops.mul(ops.sum(ops.abs(w)), options.strength),
});
