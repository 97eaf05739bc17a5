import { layer } from '@neurite/contract';

/** `a @ b`: the matrix product of the last two axes. */
export const matrixProduct = layer({
  name: 'matrix_product',
  family: 'arithmetic',
  summary: 'The matrix product of the last two axes; the axes before them broadcast.',
  formula: 'y[i, j] = Σ a[i, k] · b[k, j]',
  options: {},
  inputs: { a: '[...a]', b: '[...b]' },
  outputs: { y: '[...matrix_product(a, b)]' },
  assert: ['rank(a) >= 2', 'rank(b) >= 2', 'at(a, -1) == at(b, -2)'],
  macs: 'product(matrix_product(a, b)) * at(a, -1)',
  examples: [
    {
      code: 'matrix_product',
      inputs: {
        a: [
          [1, 2],
          [3, 4],
        ],
        b: [
          [0, 1],
          [1, 0],
        ],
      },
      expect: {
        y: [
          [2, 1],
          [4, 3],
        ],
      },
    },
    {
      code: 'matrix_product',
      inputs: { a: [[[1, 2]], [[3, 4]]], b: [[1], [10]] },
      expect: { y: [[[21]], [[43]]] },
    },
  ],
  apply: ({ a, b }, { ops }) => ({ outputs: { y: ops.matMul(a, b) } }),
});
