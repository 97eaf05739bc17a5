import type { Shape, Window } from '@neurite/contract';
import type { ProgramCase } from '../run/index.js';
import { draw, flat, tensor } from '../tensors/index.js';
import { caseOf } from './case-of.js';

const random = draw(61);

const geometries: readonly (readonly [name: string, x: Shape, out: Shape, window: Window])[] = [
  [
    '2 by 2',
    [2, 4, 6, 3],
    [2, 2, 3, 3],
    {
      size: [2, 2],
      strides: [2, 2],
      padding: [
        [0, 0],
        [0, 0],
      ],
    },
  ],
  [
    '2 by 2, a rest',
    [1, 5, 5, 2],
    [1, 2, 2, 2],
    {
      size: [2, 2],
      strides: [2, 2],
      padding: [
        [0, 0],
        [0, 0],
      ],
    },
  ],
  [
    'overlapping',
    [1, 5, 5, 2],
    [1, 2, 2, 2],
    {
      size: [3, 3],
      strides: [2, 2],
      padding: [
        [0, 0],
        [0, 0],
      ],
    },
  ],
  [
    'overlapping, padded',
    [2, 5, 5, 3],
    [2, 5, 5, 3],
    {
      size: [3, 3],
      strides: [1, 1],
      padding: [
        [1, 1],
        [1, 1],
      ],
    },
  ],
  [
    'padded on one side',
    [1, 4, 4, 2],
    [1, 2, 2, 2],
    {
      size: [3, 3],
      strides: [2, 2],
      padding: [
        [0, 1],
        [0, 1],
      ],
    },
  ],
  [
    'gaps between windows',
    [1, 7, 7, 1],
    [1, 2, 2, 1],
    {
      size: [2, 2],
      strides: [4, 4],
      padding: [
        [0, 0],
        [0, 0],
      ],
    },
  ],
  [
    'unequal',
    [1, 6, 5, 2],
    [1, 2, 4, 2],
    {
      size: [3, 2],
      strides: [3, 1],
      padding: [
        [0, 0],
        [0, 0],
      ],
    },
  ],
  [
    'everything',
    [2, 4, 3, 2],
    [2, 1, 1, 2],
    {
      size: [4, 3],
      strides: [1, 1],
      padding: [
        [0, 0],
        [0, 0],
      ],
    },
  ],
  ['one axis', [2, 7, 3], [2, 3, 3], { size: [3], strides: [2], padding: [[0, 0]] }],
  [
    'three axes',
    [1, 4, 4, 2, 2],
    [1, 2, 2, 1, 2],
    {
      size: [2, 2, 2],
      strides: [2, 2, 2],
      padding: [
        [0, 0],
        [0, 0],
        [0, 0],
      ],
    },
  ],
];

const whole: Window = {
  size: [2, 2],
  strides: [2, 2],
  padding: [
    [0, 0],
    [0, 0],
  ],
};
const square = (values: readonly number[]) => flat([1, 2, 2, 1], values);

export const windowCases: readonly ProgramCase[] = [
  ...geometries.flatMap(([name, x, out, window]) => [
    caseOf('window_sum', name, window, [random.floats(x)]),
    caseOf('window_spread', name, { ...window, shape: x }, [random.floats(out)]),
    // Max pooling of what is all negative: padding must not win.
    caseOf('window_pick', `${name}, negative`, window, [random.floats(x, -3, -1), random.floats(x)]),
    caseOf('window_place', name, window, [random.floats(x), random.floats(out)]),
  ]),
  caseOf('window_pick', 'the first of equals', whole, [square([5, 5, 5, 5]), square([1, 2, 3, 4])], {
    expect: [flat([1, 1, 1, 1], [1])],
  }),
  caseOf('window_place', 'the first of equals', whole, [square([1, 5, 5, 2]), flat([1, 1, 1, 1], [7])], {
    expect: [square([0, 7, 0, 0])],
  }),
  caseOf(
    'window_place',
    'overlapping windows add up',
    {
      size: [2, 2],
      strides: [1, 1],
      padding: [
        [0, 0],
        [0, 0],
      ],
    },
    [flat([1, 3, 3, 1], [0, 0, 0, 0, 9, 0, 0, 0, 0]), flat([1, 2, 2, 1], [1, 2, 3, 4])],
    { expect: [flat([1, 3, 3, 1], [0, 0, 0, 0, 10, 0, 0, 0, 0])] },
  ),
  caseOf(
    'window_pick',
    'minus infinity everywhere',
    whole,
    [square(new Array(4).fill(-Infinity)), square([1, 2, 3, 4])],
    {
      expect: [flat([1, 1, 1, 1], [1])],
    },
  ),
  caseOf(
    'window_sum',
    'infinities stay in their windows',
    whole,
    [flat([1, 2, 4, 1], [Infinity, 1, 1, 1, 1, 1, 1, 1])],
    {
      expect: [flat([1, 1, 2, 1], [Infinity, 4])],
    },
  ),
  caseOf('window_sum', 'no examples', whole, [flat([0, 4, 4, 2], [])]),
  caseOf(
    'window_pick',
    'one position of the padding is in the window',
    { size: [2], strides: [2], padding: [[1, 1]] },
    [flat([1, 2, 1], [-4, -5]), flat([1, 2, 1], [-4, -5])],
    { expect: [tensor([[[-4], [-5]]])] },
  ),
];
