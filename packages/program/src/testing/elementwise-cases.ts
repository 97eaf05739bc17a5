import type { HostTensor } from '@neurite/contract';
import { away, x23, type GradientCase } from './gradient-case.js';
import { ints, spreadOver } from './tensors.js';

const positive = spreadOver([2, 3], 0.3, 2);
const bools = (shape: readonly number[], values: readonly number[]): HostTensor => ({
  dtype: 'bool',
  shape,
  data: Uint8Array.from(values),
});

type Name =
  | 'neg'
  | 'exp'
  | 'expm1'
  | 'log'
  | 'log1p'
  | 'sqrt'
  | 'rsqrt'
  | 'sin'
  | 'cos'
  | 'tanh'
  | 'sigmoid'
  | 'erf'
  | 'abs'
  | 'relu';
const unary = (name: Name, input: HostTensor = x23): GradientCase => ({
  primitive: name,
  what: 'elementwise',
  inputs: [input],
  build: ([x], ops) => ops[name](x!),
});

type BinaryName = 'add' | 'sub' | 'mul' | 'div' | 'pow' | 'maximum' | 'minimum';
const binary = (name: BinaryName, a: HostTensor, b: HostTensor, what: string): GradientCase => ({
  primitive: name,
  what,
  inputs: [a, b],
  build: ([p, q], ops) => ops[name](p!, q!),
});
const broadcasts = (name: BinaryName, low = -1): readonly GradientCase[] => [
  binary(name, spreadOver([2, 3], low, 2), spreadOver([2, 3], 0.4, 2, 5), 'equal shapes'),
  binary(name, spreadOver([2, 1, 3], low, 2), spreadOver([1, 4, 3], 0.4, 2, 5), 'both repeated'),
  binary(name, spreadOver([3], low, 2), spreadOver([2, 2, 3], 0.4, 2, 5), 'ranks that align'),
];

/** Sources, elementwise primitives, and composites of them. */
export const elementwiseCases: readonly GradientCase[] = [
  ...(['neg', 'exp', 'expm1', 'sin', 'cos', 'tanh', 'sigmoid', 'erf'] as const).map((name) => unary(name)),
  ...(['log', 'log1p', 'sqrt', 'rsqrt'] as const).map((name) => unary(name, positive)),
  ...(['abs', 'relu'] as const).map((name) => unary(name, away)),
  { primitive: 'sign', what: 'is constant', inputs: [away], build: ([x], ops) => ops.mul(ops.sign(x!), x!) },
  {
    primitive: 'floor',
    what: 'is constant',
    inputs: [away],
    build: ([x], ops) => ops.mul(ops.floor(x!), x!),
  },
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
      const [product, , sum] = ops.composite('test', [a!, b!], ([p, q]) => [
        ops.mul(p!, q!),
        p!,
        ops.exp(ops.add(p!, q!)),
      ]);
      return [product!, sum!];
    },
  },
  {
    primitive: 'uniform',
    what: 'is constant',
    inputs: [x23, ints([4], [1, 2, 3, 4])],
    build: ([x, counter], ops, { emit }) =>
      ops.mul(ops.square(x!), emit('uniform', [counter!], { shape: [2, 3], stream: 5 })[0]!),
  },
  {
    primitive: 'iota',
    what: 'is constant, as is every number',
    inputs: [x23],
    build: ([x], ops) => ops.mul(ops.square(x!), ops.add(ops.iota([2, 3], 1), 1)),
  },
];
