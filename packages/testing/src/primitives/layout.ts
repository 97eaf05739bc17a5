import type { ProgramCase } from '../run/index.js';
import { draw, flat, tensor } from '../tensors/index.js';
import { caseOf } from './case-of.js';

const random = draw(31);
const cube = random.floats([2, 3, 4]);
const four = random.floats([2, 3, 4, 5]);
const nothing = flat([0, 3], []);
const zero = tensor(0);

const permutations: readonly (readonly number[])[] = [
  [0, 2, 1],
  [1, 0, 2],
  [1, 2, 0],
  [2, 0, 1],
  [2, 1, 0],
];

export const layoutCases: readonly ProgramCase[] = [
  caseOf('reshape', 'flattens', { shape: [24] }, [cube]),
  caseOf('reshape', 'to rank 0', { shape: [] }, [tensor([[7]])]),
  caseOf('reshape', 'from rank 0', { shape: [1, 1] }, [tensor(7)]),
  caseOf('reshape', 'without elements', { shape: [3, 0, 2] }, [nothing]),
  caseOf('reshape', 'int32', { shape: [2, 3] }, [random.ints([6], 0, 9)]),
  caseOf('reshape', 'bool', { shape: [2, 3] }, [random.bools([6])]),
  caseOf('transpose', 'a matrix', { permutation: [1, 0] }, [random.floats([7, 13])]),
  ...permutations.map((permutation) =>
    caseOf('transpose', `[${permutation.join(', ')}]`, { permutation }, [cube]),
  ),
  caseOf('transpose', 'of rank 4', { permutation: [0, 3, 1, 2] }, [four]),
  caseOf('transpose', 'of rank 5', { permutation: [4, 0, 3, 1, 2] }, [random.floats([2, 3, 2, 3, 2])]),
  caseOf('transpose', 'axes of extent 1', { permutation: [2, 0, 1] }, [random.floats([1, 5, 1])]),
  caseOf('transpose', 'int32', { permutation: [1, 0] }, [random.ints([3, 5], 0, 99)]),
  caseOf('transpose', 'bool', { permutation: [1, 0] }, [random.bools([3, 5])]),
  caseOf('broadcast', 'rows', { shape: [5, 4] }, [random.floats([1, 4])]),
  caseOf('broadcast', 'columns', { shape: [5, 4] }, [random.floats([5, 1])]),
  caseOf('broadcast', 'inner axis', { shape: [2, 3, 4] }, [random.floats([2, 1, 4])]),
  caseOf('broadcast', 'to nothing', { shape: [0, 3] }, [random.floats([1, 3])]),
  caseOf('broadcast', 'int32', { shape: [3, 4] }, [random.ints([3, 1], 0, 9)]),
  caseOf('broadcast', 'bool', { shape: [3, 4] }, [random.bools([1, 4])]),
  caseOf('slice', 'leading', { start: [1, 0, 0], size: [1, 3, 4], stride: [1, 1, 1] }, [cube]),
  caseOf('slice', 'inner', { start: [0, 1, 1], size: [2, 2, 2], stride: [1, 1, 1] }, [cube]),
  caseOf('slice', 'every second', { start: [0, 0, 1], size: [2, 2, 2], stride: [1, 2, 2] }, [cube]),
  caseOf('slice', 'to nothing', { start: [0, 3, 0], size: [2, 0, 4], stride: [1, 1, 1] }, [cube]),
  caseOf('slice', 'of rank 5', { start: [1, 0, 1, 0, 1], size: [1, 2, 2, 1, 1], stride: [1, 1, 1, 1, 1] }, [
    random.floats([2, 2, 3, 2, 2]),
  ]),
  caseOf('slice', 'int32', { start: [2], size: [3], stride: [2] }, [random.ints([9], 0, 99)]),
  caseOf('slice', 'bool', { start: [1], size: [3], stride: [1] }, [random.bools([5])]),
  caseOf('pad', 'both sides', { low: [1, 2], high: [2, 0], interior: [0, 0] }, [random.floats([2, 3]), zero]),
  caseOf('pad', 'with a value', { low: [1], high: [1], interior: [0] }, [
    random.floats([4]),
    tensor(-Infinity),
  ]),
  caseOf('pad', 'crops', { low: [-1, 0], high: [0, -2], interior: [0, 0] }, [random.floats([3, 5]), zero]),
  caseOf(
    'pad',
    'between neighbours',
    { low: [0, 1], high: [1, 0], interior: [2, 1] },
    [random.floats([3, 3]), tensor(9)],
    {},
  ),
  caseOf(
    'pad',
    'between neighbours, then crops',
    { low: [-1], high: [-1], interior: [1] },
    [tensor([1, 2, 3]), zero],
    {
      expect: [tensor([0, 2, 0])],
    },
  ),
  caseOf(
    'pad',
    'pads one side, crops the other',
    { low: [2], high: [-1], interior: [0] },
    [tensor([1, 2, 3]), zero],
    {
      expect: [tensor([0, 0, 1, 2])],
    },
  ),
  caseOf('pad', 'nothing', { low: [1, 0], high: [1, 0], interior: [0, 0] }, [nothing, tensor(5)]),
  caseOf('pad', 'of rank 4', { low: [0, 1, 1, 0], high: [0, 1, 1, 0], interior: [0, 0, 0, 0] }, [four, zero]),
  caseOf('pad', 'int32', { low: [1], high: [2], interior: [1] }, [
    random.ints([3], 0, 9),
    tensor(-1, 'int32'),
  ]),
  caseOf('pad', 'bool', { low: [1], high: [0], interior: [0] }, [random.bools([3]), tensor(true)]),
  caseOf('concat', 'first axis', { axis: 0 }, [
    random.floats([2, 3]),
    random.floats([1, 3]),
    random.floats([4, 3]),
  ]),
  caseOf('concat', 'last axis', { axis: 1 }, [
    random.floats([3, 2]),
    random.floats([3, 1]),
    random.floats([3, 4]),
  ]),
  caseOf('concat', 'inner axis', { axis: 1 }, [random.floats([2, 2, 3]), random.floats([2, 1, 3])]),
  caseOf('concat', 'one part', { axis: 0 }, [random.floats([2, 3])]),
  caseOf('concat', 'a part without elements', { axis: 0 }, [nothing, random.floats([2, 3])]),
  caseOf('concat', 'int32', { axis: 0 }, [random.ints([2], 0, 9), random.ints([3], 0, 9)]),
  caseOf('concat', 'bool', { axis: 0 }, [random.bools([2]), random.bools([3])]),
  caseOf('reverse', 'one axis', { axes: [1] }, [cube]),
  caseOf('reverse', 'two axes', { axes: [0, 2] }, [cube]),
  caseOf('reverse', 'no axes', { axes: [] }, [cube]),
  caseOf('reverse', 'int32', { axes: [0] }, [random.ints([5], 0, 9)]),
];
