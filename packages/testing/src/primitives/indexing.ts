import type { ProgramCase } from '../run/index.js';
import { draw, flat, tensor } from '../tensors/index.js';
import { caseOf } from './case-of.js';

const random = draw(41);
const table = random.floats([10, 4]);
const updates = random.floats([6, 4]);

export const indexCases: readonly ProgramCase[] = [
  caseOf('gather', 'rows', { axis: 0 }, [table, tensor([3, 3, 0, 9], 'int32')]),
  caseOf('gather', 'rows of a matrix of indices', { axis: 0 }, [table, random.ints([2, 3], 0, 10)]),
  caseOf('gather', 'one row', { axis: 0 }, [table, tensor(4, 'int32')]),
  caseOf('gather', 'columns', { axis: 1 }, [table, tensor([3, 0, 1], 'int32')]),
  caseOf('gather', 'an inner axis, matrix of indices', { axis: 1 }, [
    random.floats([2, 5, 3]),
    random.ints([2, 2], 0, 5),
  ]),
  caseOf(
    'gather',
    'out of range is NaN',
    { axis: 0 },
    [
      tensor([
        [1, 2],
        [3, 4],
      ]),
      tensor([-1, 0, 2], 'int32'),
    ],
    {
      expect: [
        tensor([
          [NaN, NaN],
          [1, 2],
          [NaN, NaN],
        ]),
      ],
    },
  ),
  caseOf(
    'gather',
    'int32, out of range is 0',
    { axis: 0 },
    [tensor([5, 6], 'int32'), tensor([1, 2, -1], 'int32')],
    {
      expect: [tensor([6, 0, 0], 'int32')],
    },
  ),
  caseOf('gather', 'bool', { axis: 0 }, [tensor([true, false]), tensor([0, 1, 5], 'int32')], {
    expect: [tensor([true, false, false])],
  }),
  caseOf('gather', 'no indices', { axis: 0 }, [table, flat([0], [], 'int32')]),
  caseOf('scatter_add', 'rows', { axis: 0, size: 10 }, [tensor([0, 9, 4, 2, 7, 1], 'int32'), updates]),
  caseOf(
    'scatter_add',
    'duplicates add up',
    { axis: 0, size: 3 },
    [tensor([2, 2, 0, 2], 'int32'), tensor([1, 10, 100, 1000])],
    {
      expect: [tensor([100, 0, 1011])],
    },
  ),
  caseOf(
    'scatter_add',
    'out of range is dropped',
    { axis: 0, size: 2 },
    [tensor([-1, 0, 2], 'int32'), tensor([1, 2, 3])],
    {
      expect: [tensor([2, 0])],
    },
  ),
  caseOf('scatter_add', 'a matrix of indices', { axis: 0, size: 5 }, [
    random.ints([2, 3], 0, 5),
    random.floats([2, 3, 4]),
  ]),
  caseOf('scatter_add', 'one index', { axis: 0, size: 5 }, [tensor(3, 'int32'), random.floats([4])]),
  caseOf('scatter_add', 'an inner axis', { axis: 1, size: 4 }, [
    tensor([3, 0, 3], 'int32'),
    random.floats([2, 3, 2]),
  ]),
  caseOf('scatter_add', 'the last axis', { axis: 1, size: 4 }, [
    tensor([3, 0, 3], 'int32'),
    random.floats([2, 3]),
  ]),
  caseOf('scatter_add', 'int32', { axis: 0, size: 3 }, [
    tensor([1, 1, 2], 'int32'),
    tensor([4, 5, 6], 'int32'),
  ]),
  caseOf('scatter_add', 'no updates', { axis: 0, size: 3 }, [flat([0], [], 'int32'), flat([0, 2], [])]),
  caseOf('scatter_add', 'many duplicates', { axis: 0, size: 7 }, [
    random.ints([2048], 0, 7),
    random.floats([2048, 8]),
  ]),
];
