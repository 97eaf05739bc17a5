import { x23, type GradientCase } from './gradient-case.js';
import { ints, spreadOver } from './tensors.js';

/** Reductions, layout and indexing. */
export const layoutCases: readonly GradientCase[] = [
  {
    primitive: 'reduce_sum',
    what: 'middle axis',
    inputs: [spreadOver([2, 3, 2])],
    build: ([x], ops) => ops.square(ops.sum(x!, 1)),
  },
  { primitive: 'reduce_sum', what: 'all', inputs: [x23], build: ([x], ops) => ops.square(ops.sum(x!)) },
  {
    primitive: 'reduce_max',
    what: 'outer axes',
    inputs: [spreadOver([2, 3, 2])],
    build: ([x], ops) => ops.square(ops.max(x!, [0, 2])),
  },
  {
    primitive: 'argmax',
    what: 'is constant',
    inputs: [x23],
    build: ([x], ops) => ops.mul(ops.square(x!), ops.oneHot(ops.argmax(x!), 3)),
  },
  ...[
    { axis: 0, reverse: false, exclusive: true },
    { axis: 1, reverse: true, exclusive: false },
  ].map((options): GradientCase => ({
    primitive: 'cumsum',
    what: JSON.stringify(options),
    inputs: [x23],
    build: ([x], ops) => ops.square(ops.cumsum(x!, options.axis, options)),
  })),
  {
    primitive: 'top_k',
    what: 'rows',
    inputs: [spreadOver([2, 2, 4])],
    build: ([x], ops) => ops.square(ops.topK(x!, 2).values),
  },
  {
    primitive: 'reshape',
    what: 'another rank',
    inputs: [x23],
    build: ([x], ops) => ops.square(ops.reshape(x!, [3, 1, -1])),
  },
  {
    primitive: 'transpose',
    what: 'a cycle of three axes',
    inputs: [spreadOver([2, 3, 2])],
    build: ([x], ops) => ops.square(ops.transpose(x!, [2, 0, 1])),
  },
  {
    primitive: 'broadcast',
    what: 'inner and new axes',
    inputs: [spreadOver([2, 1])],
    build: ([x], ops) => ops.square(ops.broadcastTo(x!, [3, 2, 4])),
  },
  {
    primitive: 'slice',
    what: 'strides',
    inputs: [spreadOver([5, 4])],
    build: ([x], ops) => ops.square(ops.slice(x!, [1, 0], [2, -1], [2, 3])),
  },
  {
    primitive: 'slice',
    what: 'nothing',
    inputs: [x23],
    build: ([x], ops) => [ops.square(ops.slice(x!, [1, 0], [0, 3])), x!],
  },
  ...[
    { low: [1, 0], high: [2, 1], interior: [0, 0] },
    { low: [0, 2], high: [1, 0], interior: [2, 1] },
    { low: [-1, 1], high: [0, -2], interior: [0, 1] },
    { low: [-1, -2], high: [-1, 3], interior: [1, 2] },
  ].map(({ low, high, interior }): GradientCase => ({
    primitive: 'pad',
    what: `low ${low}, high ${high}, interior ${interior}`,
    inputs: [x23],
    build: ([x], ops) => ops.square(ops.pad(x!, low, high, { interior, value: 0.5 })),
  })),
  {
    primitive: 'concat',
    what: 'unlike extents',
    inputs: [x23, spreadOver([2, 1])],
    build: ([a, b], ops) => ops.square(ops.concat([a!, b!, a!], -1)),
  },
  {
    primitive: 'reverse',
    what: 'two axes',
    inputs: [spreadOver([2, 3, 2])],
    build: ([x], ops) => ops.square(ops.reverse(x!, [0, 2])),
  },
  {
    primitive: 'gather',
    what: 'duplicates along an inner axis',
    inputs: [spreadOver([2, 3, 2]), ints([2, 2], [2, 0, 2, 1])],
    build: ([x, indices], ops) => ops.square(ops.gather(x!, indices!, 1)),
  },
  {
    primitive: 'scatter_add',
    what: 'duplicates, and indices outside',
    inputs: [ints([2, 2], [2, 0, 2, 7]), spreadOver([3, 2, 2, 2])],
    build: ([indices, updates], ops) => ops.square(ops.scatterAdd(indices!, updates!, 4, 1)),
  },
];
