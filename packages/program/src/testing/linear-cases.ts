import type { HostTensor, Ops } from '@neurite/contract';
import type { Reference } from '../record/index.js';
import type { GradientCase } from './gradient-case.js';
import { spreadOver } from './tensors.js';

const conv = (
  what: string,
  x: HostTensor,
  kernel: HostTensor,
  attributes: Parameters<Ops<Reference>['conv']>[2],
): GradientCase => ({
  primitive: 'conv',
  what,
  inputs: [x, kernel],
  build: ([a, b], ops) => ops.conv(a!, b!, attributes),
});
const plain = {
  strides: [1, 1],
  padding: [
    [0, 0],
    [0, 0],
  ],
  dilation: [1, 1],
  groups: 1,
} as const;
const windows = [
  {
    what: 'overlapping, padded',
    shape: [1, 4, 5, 2],
    window: {
      size: [3, 2],
      strides: [1, 2],
      padding: [
        [1, 1],
        [0, 1],
      ],
    },
  },
  {
    what: 'that hang over the end',
    shape: [2, 5, 1],
    window: { size: [3], strides: [2], padding: [[0, 2]] },
  },
  {
    what: 'that leave elements out',
    shape: [1, 7, 2],
    window: { size: [2], strides: [3], padding: [[0, 0]] },
  },
] as const;

/** Products, convolutions and windows. */
export const linearCases: readonly GradientCase[] = [
  ...[true, false].flatMap((a) =>
    [true, false].map((b): GradientCase => ({
      primitive: 'matmul',
      what: `transposeA ${a}, transposeB ${b}`,
      inputs: [spreadOver(a ? [4, 2] : [2, 4]), spreadOver(b ? [3, 4] : [4, 3], -1, 1, 2)],
      build: ([p, q], ops) => ops.square(ops.matMul(p!, q!, { transposeA: a, transposeB: b })),
    })),
  ),
  {
    primitive: 'matmul',
    what: 'batches that broadcast on both sides',
    inputs: [spreadOver([2, 1, 2, 3]), spreadOver([3, 2, 3], -1, 1, 2)],
    build: ([p, q], ops) => ops.square(ops.matMul(p!, q!, { transposeB: true })),
  },
  {
    primitive: 'matmul',
    what: 'one matrix for a batch',
    inputs: [spreadOver([2, 2, 3]), spreadOver([3, 2], -1, 1, 2)],
    build: ([p, q], ops) => ops.square(ops.matMul(p!, q!)),
  },
  conv('plain', spreadOver([2, 4, 3, 2]), spreadOver([2, 2, 2, 3], -1, 1, 3), plain),
  conv('strides, dilation, uneven padding', spreadOver([1, 6, 5, 1]), spreadOver([2, 3, 1, 2], -1, 1, 3), {
    strides: [2, 1],
    padding: [
      [1, 2],
      [0, 1],
    ],
    dilation: [2, 1],
    groups: 1,
  }),
  conv('groups', spreadOver([2, 3, 4]), spreadOver([2, 2, 6], -1, 1, 3), {
    strides: [1],
    padding: [[1, 0]],
    dilation: [1],
    groups: 2,
  }),
  conv('negative padding', spreadOver([1, 6, 1]), spreadOver([2, 1, 2], -1, 1, 3), {
    strides: [2],
    padding: [[-1, -1]],
    dilation: [1],
    groups: 1,
  }),
  conv('three axes', spreadOver([1, 2, 3, 2, 1]), spreadOver([2, 2, 1, 1, 2], -1, 1, 3), {
    strides: [1, 2, 1],
    padding: [
      [0, 0],
      [1, 0],
      [0, 0],
    ],
    dilation: [1, 1, 1],
    groups: 1,
  }),
  {
    primitive: 'conv_input',
    what: 'strides and groups, elements that no window reaches',
    inputs: [spreadOver([1, 2, 2, 4]), spreadOver([2, 2, 1, 4], -1, 1, 3)],
    build: ([y, kernel], ops) =>
      ops.square(
        ops.convTranspose(
          y!,
          kernel!,
          {
            strides: [2, 3],
            padding: [
              [0, 1],
              [1, 0],
            ],
            dilation: [1, 1],
            groups: 2,
          },
          [1, 4, 5, 2],
        ),
      ),
  },
  {
    primitive: 'conv_kernel',
    what: 'strides, dilation, groups, uneven padding',
    inputs: [spreadOver([2, 5, 4]), spreadOver([2, 3, 2], -1, 1, 3)],
    build: ([x, y], ops, { emit }) =>
      ops.square(
        emit('conv_kernel', [x!, y!], {
          strides: [2],
          padding: [[2, 1]],
          dilation: [2],
          groups: 2,
          shape: [2, 2, 2],
        })[0]!,
      ),
  },
  ...windows.flatMap(({ what, shape, window }): readonly GradientCase[] => [
    {
      primitive: 'window_sum',
      what,
      inputs: [spreadOver(shape)],
      build: ([x], ops) => ops.square(ops.windowSum(x!, window)),
    },
    {
      primitive: 'window_spread',
      what,
      inputs: [spreadOver(shape)],
      build: ([x], ops) => ops.square(ops.windowSpread(ops.windowSum(x!, window), window, shape)),
    },
    {
      primitive: 'window_pick',
      what,
      inputs: [spreadOver(shape)],
      build: ([x], ops) => ops.square(ops.maxPool(x!, window)),
    },
    {
      primitive: 'window_place',
      what,
      inputs: [spreadOver(shape), spreadOver(shape, -1, 1, 4)],
      build: ([x, like], ops) => ops.square(ops.maxUnpool(ops.maxPool(x!, window), like!, window)),
    },
  ]),
];
