import type { HostTensor, Primitive } from '@neurite/contract';
import type { ProgramCase } from '../run/index.js';
import { draw, flat, tensor, type Tolerance } from '../tensors/index.js';
import { caseOf } from './case-of.js';

type Arithmetic = Extract<
  Primitive,
  'add' | 'sub' | 'mul' | 'div' | 'pow' | 'maximum' | 'minimum' | 'equal' | 'less'
>;

const special = [0, -0, 1, -1, 2, -2, 0.5, -0.5, 3, 1e-20, 1e20, NaN, Infinity, -Infinity].map(Math.fround);
/** Every special value against every other. */
const left = flat(
  [special.length, special.length],
  special.flatMap((a) => special.map(() => a)),
);
const right = flat(
  [special.length, special.length],
  special.flatMap(() => special),
);

const positive = flat(left.shape, Array.from(left.data, Math.abs));

const random = draw(11);
const shapes: readonly (readonly [name: string, a: readonly number[], b: readonly number[]])[] = [
  ['rank 0', [], []],
  ['one axis of each grows', [3, 1], [1, 5]],
  ['a row', [4, 6], [1, 6]],
  ['a column', [4, 6], [4, 1]],
  ['one element', [1, 1], [3, 7]],
  ['rank 4', [2, 1, 3, 1], [1, 4, 1, 5]],
  ['channels', [2, 3, 3, 4], [1, 1, 1, 4]],
  ['an inner axis', [2, 3, 4], [2, 1, 4]],
  ['without elements', [0, 3], [1, 3]],
  ['many values', [1031], [1031]],
];

/** Positive bases, so that pow is defined everywhere. */
const floats = (shape: readonly number[]): HostTensor => random.floats(shape, 0.5, 2.5);

/** Whether results below the smallest normal number are kept is left to the backend. */
const relative: Tolerance = { absolute: 2 ** -126, relative: 2e-6 };

const floatCases = (primitive: Arithmetic): readonly ProgramCase[] => [
  // Powers of negative numbers have cases of their own: libraries disagree about (−1)^∞.
  caseOf(primitive, 'special values', {}, [primitive === 'pow' ? positive : left, right], {
    tolerance: relative,
  }),
  ...shapes.map(([name, a, b]) => caseOf(primitive, name, {}, [floats(a), floats(b)])),
];

const integers = tensor([0, 1, -1, 7, -7, 1000], 'int32');
const divisors = tensor([1, 2, 3, 2, 2, -7], 'int32');
const integerCases = (['add', 'sub', 'mul', 'div', 'maximum', 'minimum', 'equal', 'less'] as const).flatMap(
  (primitive) => [
    caseOf(primitive, 'int32', {}, [integers, divisors]),
    caseOf(primitive, 'int32, broadcast', {}, [random.ints([3, 1], -9, 9), random.ints([1, 4], 1, 9)]),
  ],
);

const [truths, lies] = [tensor([[true], [false]]), tensor([[true, false]])];

export const binaryCases: readonly ProgramCase[] = [
  ...(['add', 'sub', 'mul', 'div', 'pow', 'maximum', 'minimum', 'equal', 'less'] as const).flatMap(
    floatCases,
  ),
  ...integerCases,
  caseOf('div', 'int32 floors', {}, [tensor([7, -7, 7, -7], 'int32'), tensor([2, 2, -2, -2], 'int32')], {
    expect: [tensor([3, -4, -4, 3], 'int32')],
  }),
  caseOf('maximum', 'NaN on either side', {}, [tensor([NaN, 1, 2]), tensor([1, NaN, 3])], {
    expect: [tensor([NaN, NaN, 3])],
  }),
  caseOf('minimum', 'NaN on either side', {}, [tensor([NaN, 1, 2]), tensor([1, NaN, 3])], {
    expect: [tensor([NaN, NaN, 2])],
  }),
  caseOf('pow', 'negative bases', {}, [tensor([-2, -2, -2, -0.5, -3]), tensor([2, 3, -1, 2, 0])], {
    expect: [tensor([4, -8, -0.5, 0.25, 1])],
  }),
  caseOf('add', 'an operand twice', {}, [tensor([1, 2, 3]), tensor([1, 2, 3])]),
  caseOf('equal', 'bool', {}, [truths, lies]),
  caseOf('logical_and', 'all pairs', {}, [truths, lies]),
  caseOf('logical_or', 'all pairs', {}, [truths, lies]),
  caseOf('logical_and', 'many values', {}, [random.bools([131]), random.bools([131])]),
  caseOf('select', 'all of one shape', {}, [random.bools([4, 5]), floats([4, 5]), floats([4, 5])]),
  caseOf('select', 'a condition for each row', {}, [random.bools([4, 1]), floats([4, 5]), floats([4, 5])]),
  caseOf('select', 'one condition', {}, [tensor([[true]]), floats([4, 5]), floats([4, 5])]),
  caseOf('select', 'between scalars', {}, [random.bools([4, 5]), floats([1, 1]), floats([1, 5])]),
  caseOf('select', 'int32', {}, [random.bools([9]), random.ints([9], -5, 5), random.ints([9], -5, 5)]),
  caseOf('select', 'bool', {}, [random.bools([9]), random.bools([9]), random.bools([9])]),
  caseOf(
    'select',
    'what is not chosen does not leak',
    {},
    [tensor([true, false]), tensor([1, NaN]), tensor([NaN, 2])],
    {
      expect: [tensor([1, 2])],
    },
  ),
];
