import type { Convolution, Shape } from '@neurite/contract';
import type { ProgramCase } from '../run/index.js';
import { draw, flat, tensor, type Tolerance } from '../tensors/index.js';
import { caseOf } from './case-of.js';

const random = draw(51);
/** Sums of products lose a little for each term. */
const sums: Tolerance = { absolute: 2e-5, relative: 2e-5 };

const products = ([false, true] as const).flatMap((transposeA) =>
  ([false, true] as const).flatMap((transposeB) =>
    (
      [
        ['a matrix', [], [], 5, 7, 3],
        ['a row', [], [], 1, 8, 6],
        ['a column', [], [], 6, 8, 1],
        ['one by one', [], [], 1, 1, 1],
        ['larger', [], [], 33, 65, 17],
        ['a batch', [3], [3], 4, 2, 5],
        ['a batch, the right operand repeated', [3], [1], 4, 2, 5],
        ['a batch, the left operand repeated', [1], [3], 4, 2, 5],
        ['two batch axes that grow', [2, 1], [1, 3], 2, 3, 4],
      ] as const
    ).map(([name, batchA, batchB, rows, inner, columns]) => {
      const a: Shape = [...batchA, ...(transposeA ? [inner, rows] : [rows, inner])];
      const b: Shape = [...batchB, ...(transposeB ? [columns, inner] : [inner, columns])];
      const flags = `${transposeA ? ', Aᵀ' : ''}${transposeB ? ', Bᵀ' : ''}`;
      const inputs = [random.floats(a), random.floats(b)];
      return caseOf('matmul', `${name}${flags}`, { transposeA, transposeB }, inputs, { tolerance: sums });
    }),
  ),
);

const plain = { transposeA: false, transposeB: false };
const same = tensor([
  [1, 2],
  [3, 4],
]);

interface Geometry {
  readonly name: string;
  readonly x: Shape;
  readonly kernel: Shape;
  readonly out: Shape;
  readonly convolution: Convolution;
}

const geometry = (
  name: string,
  x: Shape,
  kernel: Shape,
  out: Shape,
  { strides, padding, dilation, groups }: Partial<Convolution> = {},
): Geometry => {
  const each = <T>(value: T): readonly T[] => x.slice(1, -1).map(() => value);
  return {
    name,
    x,
    kernel,
    out,
    convolution: {
      strides: strides ?? each(1),
      padding: padding ?? each([0, 0] as const),
      dilation: dilation ?? each(1),
      groups: groups ?? 1,
    },
  };
};

const geometries: readonly Geometry[] = [
  geometry('valid', [2, 5, 6, 3], [3, 3, 3, 4], [2, 3, 4, 4]),
  geometry('one by one', [2, 4, 4, 3], [1, 1, 3, 5], [2, 4, 4, 5]),
  geometry('same', [2, 5, 5, 2], [3, 3, 2, 4], [2, 5, 5, 4], {
    padding: [
      [1, 1],
      [1, 1],
    ],
  }),
  geometry('even kernel, same', [1, 4, 4, 2], [2, 2, 2, 3], [1, 4, 4, 3], {
    padding: [
      [0, 1],
      [0, 1],
    ],
  }),
  geometry('strides', [1, 7, 8, 2], [3, 3, 2, 3], [1, 3, 3, 3], { strides: [2, 2] }),
  geometry('strides and padding that leave a rest', [1, 6, 6, 2], [3, 3, 2, 3], [1, 3, 3, 3], {
    strides: [2, 2],
    padding: [
      [0, 1],
      [1, 0],
    ],
  }),
  geometry('unequal strides', [1, 7, 8, 1], [3, 2, 1, 2], [1, 3, 7, 2], { strides: [2, 1] }),
  geometry('dilation', [1, 8, 8, 2], [3, 3, 2, 3], [1, 4, 4, 3], { dilation: [2, 2] }),
  geometry('dilation and stride', [1, 9, 9, 1], [3, 3, 1, 2], [1, 3, 3, 2], {
    dilation: [2, 2],
    strides: [2, 2],
  }),
  geometry('two groups', [2, 5, 5, 4], [3, 3, 2, 6], [2, 3, 3, 6], { groups: 2 }),
  geometry('depthwise', [2, 5, 5, 3], [3, 3, 1, 3], [2, 5, 5, 3], {
    groups: 3,
    padding: [
      [1, 1],
      [1, 1],
    ],
  }),
  geometry('depthwise, two filters each, stride', [1, 6, 6, 3], [3, 3, 1, 6], [1, 2, 2, 6], {
    groups: 3,
    strides: [2, 2],
  }),
  geometry('padding that crops', [1, 6, 6, 2], [3, 3, 2, 2], [1, 2, 3, 2], {
    padding: [
      [-1, -1],
      [0, -1],
    ],
  }),
  geometry('much padding', [1, 3, 3, 2], [2, 2, 2, 2], [1, 8, 8, 2], {
    padding: [
      [3, 3],
      [3, 3],
    ],
  }),
  geometry('a kernel as large as x', [2, 4, 4, 3], [4, 4, 3, 5], [2, 1, 1, 5]),
  geometry('one axis', [2, 9, 3], [4, 3, 5], [2, 6, 5]),
  geometry('one axis, causal, dilated', [2, 9, 3], [3, 3, 2], [2, 9, 2], {
    padding: [[4, 0]],
    dilation: [2],
  }),
  geometry('three axes', [1, 4, 5, 3, 2], [2, 3, 2, 2, 3], [1, 3, 3, 2, 3]),
  geometry('three axes, stride and padding', [1, 4, 5, 4, 2], [3, 3, 3, 2, 3], [1, 2, 3, 2, 3], {
    strides: [2, 2, 2],
    padding: [
      [1, 1],
      [1, 1],
      [1, 1],
    ],
  }),
  geometry('many channels', [1, 7, 7, 17], [3, 3, 17, 19], [1, 7, 7, 19], {
    padding: [
      [1, 1],
      [1, 1],
    ],
  }),
];

const convolutions = geometries.flatMap(({ name, x, kernel, out, convolution }) => [
  caseOf('conv', name, convolution, [random.floats(x), random.floats(kernel)], { tolerance: sums }),
  caseOf('conv_input', name, { ...convolution, shape: x }, [random.floats(out), random.floats(kernel)], {
    tolerance: sums,
  }),
  caseOf('conv_kernel', name, { ...convolution, shape: kernel }, [random.floats(x), random.floats(out)], {
    tolerance: sums,
  }),
]);

export const linearCases: readonly ProgramCase[] = [
  ...products,
  caseOf(
    'matmul',
    'by hand',
    plain,
    [
      same,
      tensor([
        [0, 1],
        [1, 0],
      ]),
    ],
    {
      expect: [
        tensor([
          [2, 1],
          [4, 3],
        ]),
      ],
    },
  ),
  caseOf('matmul', 'over nothing is 0', plain, [flat([2, 0], []), flat([0, 3], [])], {
    expect: [
      tensor([
        [0, 0, 0],
        [0, 0, 0],
      ]),
    ],
  }),
  caseOf('matmul', 'no rows', plain, [flat([0, 2], []), random.floats([2, 3])]),
  caseOf('matmul', 'NaN and infinities', plain, [
    tensor([
      [NaN, 1],
      [Infinity, 1],
    ]),
    tensor([
      [0, 1],
      [1, 1],
    ]),
  ]),
  ...convolutions,
];
