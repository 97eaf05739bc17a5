import { elementwise } from '../elementwise.js';

/** `1/n · Σ ln cosh(x − t)`. */
export const logCosh = elementwise({
  name: 'log_cosh',
  summary: 'For numbers: like `huber`, but smooth everywhere.',
  formula: '1/n · Σ ln cosh(x − t)',
  description: 'In place of `mean_squared_error` where some targets are far off.',
  options: {},
  examples: [
    {
      code: 'log_cosh(y, target)',
      inputs: { prediction: [[1], [-3], [200]], target: [[0], [0], [0]] },
      expect: { loss: [0.4337808, 2.3093285, 199.3068528] },
      tolerance: 2e-5,
    },
  ],
  // ln cosh e = e + ln(1 + e⁻²ᵉ) − ln 2, which does not overflow.
  error: (x, t, ops) => {
    const e = ops.sub(x, t);
    return ops.sub(ops.add(e, ops.softplus(ops.mul(e, -2))), Math.LN2);
  },
});
