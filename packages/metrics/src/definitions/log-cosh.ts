import { meanError } from '../errors.js';

/** `1/n · Σ ln cosh(x − t)`. */
export const logCosh = meanError({
  name: 'log_cosh',
  summary:
    'The mean logarithm of the hyperbolic cosine of the errors: half a square near 0, straight far out.',
  formula: '1/n · Σ ln cosh(x − t)',
  examples: [
    {
      code: 'log_cosh(y, target)',
      inputs: { prediction: [[1], [-3]], target: [[0], [0]], weight: [1, 1] },
      expect: { value: 1.3715546 },
    },
  ],
  // ln cosh e = e + ln(1 + e⁻²ᵉ) − ln 2, which does not overflow.
  error: (x, t, ops) => {
    const e = ops.sub(x, t);
    return ops.sub(ops.add(e, ops.softplus(ops.mul(e, -2))), Math.LN2);
  },
});
