import { elementwise } from '../elementwise.js';

/** `1/n · Σ (x − t · ln x)`. */
export const poisson = elementwise({
  name: 'poisson',
  summary: 'For counts: the negative logarithm of their Poisson probability, up to a constant.',
  formula: '1/n · Σ (x − t · ln x); log_rate: 1/n · Σ (eˣ − t · x)',
  description:
    'With `log_rate: true` the model ends in a plain `dense`; else in `exponential` or `softplus`.',
  references: ['Nelder, Wedderburn 1972, Generalized Linear Models'],
  options: {
    log_rate: {
      type: 'bool',
      default: false,
      doc: 'Whether the prediction is the logarithm of the rate, which may be any number.',
    },
    epsilon: { type: 'float', default: 1e-7, above: 0, doc: 'Added to a rate before its logarithm.' },
  },
  exceptions: {
    finite: 'a rate is positive, and its logarithm below 88.7',
    finiteGradients: 'a rate is positive, and its logarithm below 88.7',
  },
  examples: [
    {
      code: 'poisson(rate, count)',
      inputs: { prediction: [[2]], target: [[3]] },
      expect: { loss: [-0.0794415] },
    },
    {
      code: 'poisson(y, count, log_rate: true)',
      options: { log_rate: true },
      inputs: { prediction: [[0.5]], target: [[3]] },
      expect: { loss: [0.1487213] },
    },
  ],
  error: (x, t, ops, { log_rate: isLogarithm, epsilon }) =>
    isLogarithm ? ops.sub(ops.exp(x), ops.mul(t, x)) : ops.sub(x, ops.mul(t, ops.log(ops.add(x, epsilon)))),
});
