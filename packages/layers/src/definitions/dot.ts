import { layer } from '@neurite/contract';

/** `Σ aᵢbᵢ` over the last axis. */
export const dot = layer({
  name: 'dot',
  family: 'merge',
  summary: 'The scalar product of two values over their last axis, which stays with extent 1.',
  formula: 'Σ aᵢbᵢ; cosine: Σ aᵢbᵢ / (‖a‖ · ‖b‖)',
  options: { cosine: { type: 'bool', default: false, doc: 'Whether to divide by the lengths.' } },
  inputs: { a: '[...lead, c]', b: '[...lead, c]' },
  outputs: { y: '[...lead, 1]' },
  macs: 'product(lead) * c',
  examples: [
    {
      code: 'dot(a, b)',
      inputs: {
        a: [
          [1, 2],
          [3, 4],
        ],
        b: [
          [10, 1],
          [4, 3],
        ],
      },
      expect: { y: [[12], [24]] },
    },
    {
      code: 'dot(a, b, cosine: true)',
      options: { cosine: true },
      inputs: { a: [[3, 4]], b: [[4, 3]] },
      expect: { y: [[0.96]] },
    },
  ],
  apply: ({ a, b }, { ops, options }) => {
    const unit = (x: typeof a) =>
      options.cosine ? ops.mul(x, ops.rsqrt(ops.maximum(ops.sum(ops.square(x), -1, true), 1e-12))) : x;
    return { outputs: { y: ops.sum(ops.mul(unit(a), unit(b)), -1, true) } };
  },
});
