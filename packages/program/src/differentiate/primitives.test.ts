import type { HostTensor, Ops, Primitive } from '@neurite/contract';
import { primitives } from '../primitives.js';
import type { Reference } from '../record/index.js';
import { checkGradients, type Build, type GradientCheck } from '../testing/check-gradients.js';
import { floats, ints, spreadOver } from '../testing/tensors.js';

interface Case {
  readonly primitive: Primitive;
  readonly what: string;
  readonly inputs: readonly HostTensor[];
  readonly build: Build;
  readonly check?: GradientCheck;
}

const x23 = spreadOver([2, 3]);
const positive = spreadOver([2, 3], 0.3, 2);
/** Away from 0, where derivatives jump. */
const away = floats([6], [-1.9, -0.7, -0.2, 0.3, 0.9, 1.8]);
const bools = (shape: readonly number[], values: readonly number[]): HostTensor => ({ dtype: 'bool', shape, data: Uint8Array.from(values) });

type Name = 'neg' | 'exp' | 'expm1' | 'log' | 'log1p' | 'sqrt' | 'rsqrt' | 'sin' | 'cos' | 'tanh' | 'sigmoid' | 'erf' | 'abs' | 'relu';
const unary = (name: Name, input: HostTensor = x23): Case => ({
  primitive: name,
  what: 'elementwise',
  inputs: [input],
  build: ([x], ops) => ops[name](x!),
});

type BinaryName = 'add' | 'sub' | 'mul' | 'div' | 'pow' | 'maximum' | 'minimum';
const binary = (name: BinaryName, a: HostTensor, b: HostTensor, what: string): Case => ({
  primitive: name,
  what,
  inputs: [a, b],
  build: ([p, q], ops) => ops[name](p!, q!),
});
const broadcasts = (name: BinaryName, low = -1): readonly Case[] => [
  binary(name, spreadOver([2, 3], low, 2), spreadOver([2, 3], 0.4, 2, 5), 'equal shapes'),
  binary(name, spreadOver([2, 1, 3], low, 2), spreadOver([1, 4, 3], 0.4, 2, 5), 'both repeated'),
  binary(name, spreadOver([3], low, 2), spreadOver([2, 2, 3], 0.4, 2, 5), 'ranks that align'),
];

const square2 = [
  [1, 0],
  [0, 1],
] as const;
const conv = (what: string, x: HostTensor, kernel: HostTensor, attributes: Parameters<Ops<Reference>['conv']>[2]): Case => ({
  primitive: 'conv',
  what,
  inputs: [x, kernel],
  build: ([a, b], ops) => ops.conv(a!, b!, attributes),
});
const plain = { strides: [1, 1], padding: [[0, 0], [0, 0]], dilation: [1, 1], groups: 1 } as const;
const windows = [
  { what: 'overlapping, padded', shape: [1, 4, 5, 2], window: { size: [3, 2], strides: [1, 2], padding: [[1, 1], [0, 1]] } },
  { what: 'that hang over the end', shape: [2, 5, 1], window: { size: [3], strides: [2], padding: [[0, 2]] } },
  { what: 'that leave elements out', shape: [1, 7, 2], window: { size: [2], strides: [3], padding: [[0, 0]] } },
] as const;

const cases: readonly Case[] = [
  ...(['neg', 'exp', 'expm1', 'sin', 'cos', 'tanh', 'sigmoid', 'erf'] as const).map((name) => unary(name)),
  ...(['log', 'log1p', 'sqrt', 'rsqrt'] as const).map((name) => unary(name, positive)),
  ...(['abs', 'relu'] as const).map((name) => unary(name, away)),
  { primitive: 'sign', what: 'is constant', inputs: [away], build: ([x], ops) => ops.mul(ops.sign(x!), x!) },
  { primitive: 'floor', what: 'is constant', inputs: [away], build: ([x], ops) => ops.mul(ops.floor(x!), x!) },
  {
    primitive: 'is_finite',
    what: 'is constant',
    inputs: [away],
    build: ([x], ops) => ops.where(ops.isFinite(x!), ops.square(x!), 0),
  },
  {
    primitive: 'logical_not',
    what: 'chooses',
    inputs: [away],
    build: ([x], ops) => ops.where(ops.logicalNot(ops.less(x!, 0)), ops.square(x!), x!),
  },
  {
    primitive: 'cast',
    what: 'from float to float passes, to int and back does not',
    inputs: [away],
    build: ([x], ops) => ops.mul(ops.cast(x!, 'float32'), ops.cast(ops.cast(x!, 'int32'), 'float32')),
  },
  ...broadcasts('add'),
  ...broadcasts('sub'),
  ...broadcasts('mul'),
  ...broadcasts('div'),
  ...broadcasts('pow', 0.3),
  ...broadcasts('maximum'),
  ...broadcasts('minimum'),
  {
    primitive: 'pow',
    what: 'whole exponents of negative bases',
    inputs: [away],
    build: ([x], ops) => [2, 3, -1, -2, 1].map((exponent) => ops.pow(x!, exponent)),
    check: { tolerance: 1e-6 },
  },
  {
    primitive: 'equal',
    what: 'is constant',
    inputs: [away],
    build: ([x], ops) => ops.where(ops.equal(ops.iota([6], 0, 'int32'), 2), x!, ops.square(x!)),
  },
  {
    primitive: 'less',
    what: 'is constant',
    inputs: [away],
    build: ([x], ops) => ops.where(ops.less(x!, 0), ops.square(x!), ops.exp(x!)),
  },
  {
    primitive: 'logical_and',
    what: 'chooses',
    inputs: [away],
    build: ([x], ops) => ops.where(ops.logicalAnd(ops.less(x!, 1), ops.less(-1, x!)), ops.square(x!), x!),
  },
  {
    primitive: 'logical_or',
    what: 'chooses',
    inputs: [away],
    build: ([x], ops) => ops.where(ops.logicalOr(ops.less(1, x!), ops.less(x!, -1)), ops.square(x!), x!),
  },
  {
    primitive: 'select',
    what: 'repeats all three operands',
    inputs: [bools([2, 1], [1, 0]), spreadOver([1, 3]), spreadOver([3], -1, 1, 3)],
    build: ([condition, a, b], ops) => ops.where(condition!, ops.square(a!), ops.exp(b!)),
  },
  { primitive: 'reduce_sum', what: 'middle axis', inputs: [spreadOver([2, 3, 2])], build: ([x], ops) => ops.square(ops.sum(x!, 1)) },
  { primitive: 'reduce_sum', what: 'all', inputs: [x23], build: ([x], ops) => ops.square(ops.sum(x!)) },
  { primitive: 'reduce_max', what: 'outer axes', inputs: [spreadOver([2, 3, 2])], build: ([x], ops) => ops.square(ops.max(x!, [0, 2])) },
  {
    primitive: 'argmax',
    what: 'is constant',
    inputs: [x23],
    build: ([x], ops) => ops.mul(ops.square(x!), ops.oneHot(ops.argmax(x!), 3)),
  },
  ...[
    { axis: 0, reverse: false, exclusive: true },
    { axis: 1, reverse: true, exclusive: false },
  ].map(
    (options): Case => ({
      primitive: 'cumsum',
      what: JSON.stringify(options),
      inputs: [x23],
      build: ([x], ops) => ops.square(ops.cumsum(x!, options.axis, options)),
    }),
  ),
  { primitive: 'top_k', what: 'rows', inputs: [spreadOver([2, 2, 4])], build: ([x], ops) => ops.square(ops.topK(x!, 2).values) },
  { primitive: 'reshape', what: 'another rank', inputs: [x23], build: ([x], ops) => ops.square(ops.reshape(x!, [3, 1, -1])) },
  {
    primitive: 'transpose',
    what: 'a cycle of three axes',
    inputs: [spreadOver([2, 3, 2])],
    build: ([x], ops) => ops.square(ops.transpose(x!, [2, 0, 1])),
  },
  { primitive: 'broadcast', what: 'inner and new axes', inputs: [spreadOver([2, 1])], build: ([x], ops) => ops.square(ops.broadcastTo(x!, [3, 2, 4])) },
  { primitive: 'slice', what: 'strides', inputs: [spreadOver([5, 4])], build: ([x], ops) => ops.square(ops.slice(x!, [1, 0], [2, -1], [2, 3])) },
  { primitive: 'slice', what: 'nothing', inputs: [x23], build: ([x], ops) => [ops.square(ops.slice(x!, [1, 0], [0, 3])), x!] },
  ...[
    { low: [1, 0], high: [2, 1], interior: [0, 0] },
    { low: [0, 2], high: [1, 0], interior: [2, 1] },
    { low: [-1, 1], high: [0, -2], interior: [0, 1] },
    { low: [-1, -2], high: [-1, 3], interior: [1, 2] },
  ].map(
    ({ low, high, interior }): Case => ({
      primitive: 'pad',
      what: `low ${low}, high ${high}, interior ${interior}`,
      inputs: [x23],
      build: ([x], ops) => ops.square(ops.pad(x!, low, high, { interior, value: 0.5 })),
    }),
  ),
  { primitive: 'concat', what: 'unlike extents', inputs: [x23, spreadOver([2, 1])], build: ([a, b], ops) => ops.square(ops.concat([a!, b!, a!], -1)) },
  { primitive: 'reverse', what: 'two axes', inputs: [spreadOver([2, 3, 2])], build: ([x], ops) => ops.square(ops.reverse(x!, [0, 2])) },
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
  ...square2.flatMap(([a]) =>
    square2.map(
      ([b]): Case => ({
        primitive: 'matmul',
        what: `transposes ${a}${b}`,
        inputs: [spreadOver(a ? [4, 2] : [2, 4]), spreadOver(b ? [3, 4] : [4, 3], -1, 1, 2)],
        build: ([p, q], ops) => ops.square(ops.matMul(p!, q!, { transposeA: a === 1, transposeB: b === 1 })),
      }),
    ),
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
    padding: [[1, 2], [0, 1]],
    dilation: [2, 1],
    groups: 1,
  }),
  conv('groups', spreadOver([2, 3, 4]), spreadOver([2, 2, 6], -1, 1, 3), { strides: [1], padding: [[1, 0]], dilation: [1], groups: 2 }),
  conv('negative padding', spreadOver([1, 6, 1]), spreadOver([2, 1, 2], -1, 1, 3), {
    strides: [2],
    padding: [[-1, -1]],
    dilation: [1],
    groups: 1,
  }),
  conv('three axes', spreadOver([1, 2, 3, 2, 1]), spreadOver([2, 2, 1, 1, 2], -1, 1, 3), {
    strides: [1, 2, 1],
    padding: [[0, 0], [1, 0], [0, 0]],
    dilation: [1, 1, 1],
    groups: 1,
  }),
  {
    primitive: 'conv_input',
    what: 'strides and groups, elements that no window reaches',
    inputs: [spreadOver([1, 2, 2, 4]), spreadOver([2, 2, 1, 4], -1, 1, 3)],
    build: ([y, kernel], ops) =>
      ops.square(
        ops.convTranspose(y!, kernel!, { strides: [2, 3], padding: [[0, 1], [1, 0]], dilation: [1, 1], groups: 2 }, [1, 4, 5, 2]),
      ),
  },
  {
    primitive: 'conv_kernel',
    what: 'strides, dilation, groups, uneven padding',
    inputs: [spreadOver([2, 5, 4]), spreadOver([2, 3, 2], -1, 1, 3)],
    build: ([x, y], ops, { emit }) =>
      ops.square(
        emit('conv_kernel', [x!, y!], { strides: [2], padding: [[2, 1]], dilation: [2], groups: 2, shape: [2, 2, 2] })[0]!,
      ),
  },
  ...windows.flatMap(({ what, shape, window }): readonly Case[] => [
    { primitive: 'window_sum', what, inputs: [spreadOver(shape)], build: ([x], ops) => ops.square(ops.windowSum(x!, window)) },
    {
      primitive: 'window_spread',
      what,
      inputs: [spreadOver(shape)],
      build: ([x], ops) => ops.square(ops.windowSpread(ops.windowSum(x!, window), window, shape)),
    },
    { primitive: 'window_pick', what, inputs: [spreadOver(shape)], build: ([x], ops) => ops.square(ops.maxPool(x!, window)) },
    {
      primitive: 'window_place',
      what,
      inputs: [spreadOver(shape), spreadOver(shape, -1, 1, 4)],
      build: ([x, like], ops) => ops.square(ops.maxUnpool(ops.maxPool(x!, window), like!, window)),
      // By `like` the function is piecewise constant, as are the differences.
    },
  ]),
  {
    primitive: 'composite',
    what: 'softmax along an inner axis',
    inputs: [spreadOver([2, 3, 2], -2, 2)],
    build: ([x], ops) => ops.softmax(x!, 1),
  },
  {
    primitive: 'composite',
    what: 'several outputs, one of them unused',
    inputs: [x23, spreadOver([2, 3], -1, 1, 4)],
    build: ([a, b], ops) => {
      const [product, , sum] = ops.composite('test', [a!, b!], ([p, q]) => [ops.mul(p!, q!), p!, ops.exp(ops.add(p!, q!))]);
      return [product!, sum!];
    },
  },
  {
    primitive: 'uniform',
    what: 'is constant',
    inputs: [x23, ints([4], [1, 2, 3, 4])],
    build: ([x, counter], ops, { emit }) => ops.mul(ops.square(x!), emit('uniform', [counter!], { shape: [2, 3], stream: 5 })[0]!),
  },
  {
    primitive: 'iota',
    what: 'is constant, as is every number',
    inputs: [x23],
    build: ([x], ops) => ops.mul(ops.square(x!), ops.add(ops.iota([2, 3], 1), 1)),
  },
];

describe('gradients of primitives, first and second order', () => {
  it.each(cases)('$primitive: $what', ({ inputs, build, check }) => {
    checkGradients(inputs, build, { tolerance: 1e-7, ...check });
  });

  it('are checked for every primitive that has one', () => {
    // A scan has a test file of its own; differences see through stop_gradient; constants stand in every case.
    const elsewhere: readonly Primitive[] = ['constant', 'stop_gradient', 'scan'];
    const checked = new Set([...cases.map(({ primitive }) => primitive), ...elsewhere]);
    expect(primitives.filter((primitive) => !checked.has(primitive))).toEqual([]);
  });
});
