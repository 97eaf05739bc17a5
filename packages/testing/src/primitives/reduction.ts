import type { ProgramCase } from '../run/index.js';
import { draw, flat, tensor } from '../tensors/index.js';
import { caseOf } from './case-of.js';

const random = draw(21);
const x = random.floats([3, 4, 5]);
const rows = random.floats([6, 9]);

export const reductionCases: readonly ProgramCase[] = [
  ...([[0], [1], [2], [0, 1], [0, 2], [1, 2], [0, 1, 2], []] as const).flatMap((axes) => [
    caseOf('reduce_sum', `axes [${axes.join(', ')}]`, { axes }, [x]),
    caseOf('reduce_max', `axes [${axes.join(', ')}]`, { axes }, [x]),
  ]),
  caseOf('reduce_sum', 'axes in another order', { axes: [2, 0] }, [x]),
  caseOf('reduce_sum', 'rank 0', { axes: [] }, [tensor(3)]),
  caseOf('reduce_sum', 'over nothing is 0', { axes: [0] }, [flat([0, 3], [])], {
    expect: [tensor([0, 0, 0])],
  }),
  caseOf('reduce_sum', 'of nothing', { axes: [0] }, [flat([3, 0], [])]),
  caseOf('reduce_sum', 'int32', { axes: [1] }, [random.ints([5, 7], -100, 100)]),
  caseOf('reduce_sum', 'NaN and infinities', { axes: [1] }, [
    tensor([
      [1, NaN],
      [1, Infinity],
      [-Infinity, Infinity],
    ]),
  ]),
  // A naive float32 sum of 2²⁰ equal numbers is off by more than a thousandth.
  caseOf(
    'reduce_sum',
    'a million numbers',
    { axes: [0] },
    [flat([1 << 20], new Array(1 << 20).fill(Math.fround(0.1)))],
    {
      tolerance: { absolute: 0, relative: 1e-5 },
    },
  ),
  caseOf('reduce_sum', 'a long inner axis', { axes: [1] }, [random.floats([3, 4099], 0, 1)]),
  caseOf('reduce_sum', 'a long outer axis', { axes: [0] }, [random.floats([4099, 3], 0, 1)]),
  caseOf('reduce_max', 'infinities', { axes: [1] }, [
    tensor([
      [-Infinity, -Infinity],
      [1, Infinity],
      [-3, -2],
    ]),
  ]),
  caseOf(
    'reduce_max',
    'NaN wins',
    { axes: [1] },
    [
      tensor([
        [1, NaN, 2],
        [NaN, 1, 2],
        [1, 2, NaN],
      ]),
    ],
    {
      expect: [tensor([NaN, NaN, NaN])],
    },
  ),
  caseOf('reduce_max', 'int32', { axes: [0] }, [random.ints([5, 7], -100, 100)]),
  caseOf('reduce_max', 'all negative', { axes: [0] }, [random.floats([13, 3], -5, -1)]),
  caseOf('argmax', 'last axis', { axis: 1 }, [rows]),
  caseOf('argmax', 'first axis', { axis: 0 }, [rows]),
  caseOf('argmax', 'the middle axis', { axis: 1 }, [x]),
  caseOf(
    'argmax',
    'the first of equals',
    { axis: 1 },
    [
      tensor([
        [1, 3, 3],
        [2, 2, 2],
      ]),
    ],
    { expect: [tensor([1, 0], 'int32')] },
  ),
  caseOf('argmax', 'int32', { axis: 1 }, [random.ints([4, 9], -50, 50)]),
  caseOf('argmax', 'minus infinity everywhere', { axis: 0 }, [tensor([-Infinity, -Infinity])]),
  ...[false, true].flatMap((reverse) =>
    [false, true].flatMap((exclusive) =>
      [0, 1, 2].map((axis) =>
        caseOf(
          'cumsum',
          `axis ${axis}${reverse ? ', reverse' : ''}${exclusive ? ', exclusive' : ''}`,
          { axis, reverse, exclusive },
          [x],
        ),
      ),
    ),
  ),
  caseOf('cumsum', 'int32', { axis: 0, reverse: false, exclusive: false }, [random.ints([9], -9, 9)]),
  caseOf('top_k', 'three of each row', { k: 3 }, [rows]),
  caseOf('top_k', 'all of them', { k: 9 }, [rows]),
  caseOf('top_k', 'one', { k: 1 }, [x]),
  caseOf(
    'top_k',
    'of equals the first',
    { k: 2 },
    [
      tensor([
        [1, 2, 2, 2],
        [5, 5, 5, 5],
      ]),
    ],
    {
      expect: [
        tensor([
          [2, 2],
          [5, 5],
        ]),
        tensor(
          [
            [1, 2],
            [0, 1],
          ],
          'int32',
        ),
      ],
    },
  ),
  caseOf('top_k', 'int32', { k: 2 }, [random.ints([3, 8], -50, 50)]),
];
