import { regularizer } from '@neurite/contract';

/** `λ · ‖WᵀW − I‖²`. */
export const orthogonal = regularizer({
  name: 'orthogonal',
  summary: 'A penalty on columns that are not orthonormal.',
  formula: 'λ · ‖WᵀW − I‖²',
  description: 'Axes before the last count as one. A matrix wider than high is asked for orthonormal rows.',
  references: ['Brock, Lim, Ritchie, Weston 2016, arXiv:1609.07093'],
  options: { strength: { type: 'float', default: 1e-4, minimum: 0, doc: 'λ.' } },
  examples: [
    {
      code: 'orthogonal(0.5)',
      options: { strength: 0.5 },
      parameters: {
        w: [
          [1, 0],
          [0, 2],
        ],
      },
      expect: { penalty: 4.5 },
    },
    {
      code: 'orthogonal(1)',
      options: { strength: 1 },
      parameters: { w: [[0, 1, 1]] },
      expect: { penalty: 1 },
    },
  ],
  penalty: (w, { ops, options }) => {
    const columns = ops.shape(w).at(-1) ?? 1;
    const matrix = ops.reshape(w, [-1, columns]);
    const rows = ops.shape(matrix)[0]!;
    const size = Math.min(rows, columns);
    const products =
      rows >= columns
        ? ops.matMul(matrix, matrix, { transposeA: true })
        : ops.matMul(matrix, matrix, { transposeB: true });
    const identity = ops.oneHot(ops.iota([size], 0, 'int32'), size);
    return ops.mul(ops.sum(ops.square(ops.sub(products, identity))), options.strength);
  },
});
