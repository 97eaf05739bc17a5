import {
  layer,
  type HostTensor,
  type LayerDefinition,
  type Ops,
  type Program,
  type Shape,
} from '@neurite/contract';
import { differentiate, evaluate, record } from '@neurite/program';
import { centralDifferences, compare, draw, type Tolerance } from '@neurite/testing';
import * as tf from '@tensorflow/tfjs-core';
import { eager } from '../index.js';

/** A function of named tensors, as a definition would write it. */
interface GradientCase {
  readonly name: string;
  readonly inputs: Readonly<Record<string, HostTensor>>;
  apply<T>(inputs: Readonly<Record<string, T>>, ops: Ops<T>): T;
}

const random = draw(20);
const same = {
  strides: [1, 1],
  padding: [
    [1, 1],
    [1, 1],
  ],
  dilation: [1, 1],
  groups: 1,
} as const;
const pooling = {
  size: [3, 3],
  strides: [2, 2],
  padding: [
    [1, 1],
    [1, 1],
  ],
} as const;

/** Between them they use every family of primitives; awkward places, where a derivative jumps, are left to the rules' own tests. */
export const gradientCases: readonly GradientCase[] = [
  {
    name: 'gelu, exact',
    inputs: { x: random.floats([3, 4], -3, 3) },
    apply: ({ x }, ops) => ops.mul(x!, ops.mul(ops.add(ops.erf(ops.mul(x!, Math.SQRT1_2)), 1), 0.5)),
  },
  {
    name: 'elementwise functions',
    inputs: { x: random.floats([2, 5], 0.2, 2), y: random.floats([5], 0.5, 1.5) },
    apply: ({ x, y }, ops) => {
      const parts = [
        ops.exp(x!),
        ops.log(x!),
        ops.sqrt(y!),
        ops.rsqrt(x!),
        ops.sin(x!),
        ops.cos(y!),
        ops.pow(x!, y!),
      ];
      const more = [
        ops.expm1(y!),
        ops.log1p(x!),
        ops.abs(x!),
        ops.div(x!, y!),
        ops.maximum(x!, y!),
        ops.minimum(x!, y!),
      ];
      return [...parts, ...more].reduce((sum, part, index) => ops.add(sum, ops.mul(part, 0.1 * (index + 1))));
    },
  },
  {
    name: 'softplus, sigmoid and tanh',
    inputs: { x: random.floats([7], -4, 4) },
    apply: ({ x }, ops) => ops.add(ops.softplus(x!), ops.mul(ops.sigmoid(x!), ops.tanh(x!))),
  },
  {
    name: 'choices by comparison',
    inputs: { x: random.floats([4, 3]) },
    apply: ({ x }, ops) => {
      const [negative, positive] = [ops.mul(x!, 0.1), ops.square(x!)];
      const chosen = ops.where(ops.less(x!, 0), negative, positive);
      return ops.mul(chosen, ops.cast(ops.logicalNot(ops.greater(x!, 0.9)), 'float32'));
    },
  },
  {
    name: 'cross entropy of softmax',
    inputs: { x: random.floats([4, 6], -2, 2), label: random.ints([4], 0, 6) },
    apply: ({ x, label }, ops) => ops.neg(ops.sum(ops.mul(ops.oneHot(label!, 6), ops.logSoftmax(x!)), -1)),
  },
  {
    name: 'softmax, along the first axis as well',
    inputs: { x: random.floats([4, 3], -2, 2), y: random.floats([4, 3]) },
    apply: ({ x, y }, ops) => ops.mul(ops.add(ops.softmax(x!), ops.softmax(x!, 0)), y!),
  },
  {
    name: 'normalization by mean and variance',
    inputs: { x: random.floats([6, 3], -2, 2), scale: random.floats([3]) },
    apply: ({ x, scale }, ops) => {
      const centred = ops.sub(x!, ops.mean(x!, 0, true));
      return ops.mul(ops.mul(centred, ops.rsqrt(ops.add(ops.variance(x!, 0, true), 1e-3))), ops.tanh(scale!));
    },
  },
  {
    name: 'a dense layer',
    inputs: { x: random.floats([2, 3, 4]), kernel: random.floats([4, 5]), bias: random.floats([5]) },
    apply: ({ x, kernel, bias }, ops) => ops.tanh(ops.add(ops.matMul(x!, kernel!), bias!)),
  },
  {
    name: 'batched products with transposed operands',
    inputs: { a: random.floats([2, 3, 4]), b: random.floats([2, 5, 3]), c: random.floats([1, 5, 4]) },
    apply: ({ a, b, c }, ops) =>
      ops.matMul(ops.matMul(a!, b!, { transposeA: true, transposeB: true }), ops.square(c!)),
  },
  {
    name: 'a convolution',
    inputs: { x: random.floats([2, 5, 5, 2]), kernel: random.floats([3, 3, 2, 3]) },
    apply: ({ x, kernel }, ops) => ops.tanh(ops.conv(x!, kernel!, { ...same, strides: [2, 2] })),
  },
  {
    name: 'a grouped, dilated convolution',
    inputs: { x: random.floats([1, 6, 5, 4]), kernel: random.floats([3, 2, 2, 4]) },
    apply: ({ x, kernel }, ops) =>
      ops.square(ops.conv(x!, kernel!, { ...same, dilation: [2, 1], strides: [1, 2], groups: 2 })),
  },
  {
    name: 'a transposed convolution over one axis',
    inputs: { x: random.floats([2, 3, 3]), kernel: random.floats([3, 2, 3]) },
    apply: ({ x, kernel }, ops) =>
      ops.square(
        ops.convTranspose(
          x!,
          kernel!,
          { strides: [2], padding: [[0, 0]], dilation: [1], groups: 1 },
          [2, 7, 2],
        ),
      ),
  },
  {
    name: 'max pooling and unpooling',
    inputs: { x: random.floats([2, 5, 5, 2], -5, 5), y: random.floats([2, 3, 3, 2]) },
    apply: ({ x, y }, ops) =>
      ops.sum(ops.square(ops.maxUnpool(ops.mul(ops.maxPool(x!, pooling), y!), x!, pooling)), [1, 2]),
  },
  {
    name: 'average pooling',
    inputs: { x: random.floats([2, 4, 5, 3]) },
    apply: ({ x }, ops) => ops.square(ops.mul(ops.windowSum(x!, pooling), 1 / 9)),
  },
  {
    name: 'an embedding, some tokens twice',
    inputs: { table: random.floats([6, 3]), tokens: random.ints([2, 5], 0, 6) },
    apply: ({ table, tokens }, ops) => ops.square(ops.gather(table!, tokens!)),
  },
  {
    name: 'shapes and places',
    inputs: { x: random.floats([3, 4]), y: random.floats([3, 2]) },
    apply: ({ x, y }, ops) => {
      const joined = ops.concat([ops.reverse(x!, 1), ops.slice(x!, [0, 1], [3, 2], [1, 2]), y!], 1);
      const wide = ops.pad(ops.transpose(joined), [1, 0], [0, -1], { value: 0.5, interior: [1, 0] });
      return ops.mul(wide, ops.cumsum(ops.square(wide), 0, { reverse: true, exclusive: true }));
    },
  },
  {
    name: 'the largest of each row',
    inputs: { x: random.floats([3, 6], -4, 4) },
    apply: ({ x }, ops) => ops.mul(ops.square(ops.topK(x!, 3).values), ops.max(x!, 1, true)),
  },
  {
    name: 'known statistics, as batch_norm has them',
    inputs: {
      x: random.floats([3, 2, 4]),
      mean: random.floats([4]),
      variance: random.floats([4], 0.5, 2),
      scale: random.floats([4]),
      shift: random.floats([4]),
    },
    apply: ({ x, mean, variance, scale, shift }, ops) => {
      const given = [x!, mean!, variance!, scale!, shift!, ops.constant(0.01)];
      const [y] = ops.composite('batch_norm', given, ([a, m, v, gamma, beta, epsilon]) => {
        const standard = ops.mul(ops.sub(a!, m!), ops.rsqrt(ops.add(v!, epsilon!)));
        return [ops.add(ops.mul(standard, gamma!), beta!)];
      });
      return ops.square(y!);
    },
  },
  {
    name: 'a leaky rectifier',
    inputs: { x: random.floats([3, 5], -2, 2) },
    apply: ({ x }, ops) =>
      ops.mul(
        x!,
        ops.composite('leaky_relu', [x!, ops.constant(0.2)], ([y, slope]) => [
          ops.where(ops.greater(y!, 0), y!, ops.mul(y!, slope!)),
        ])[0]!,
      ),
  },
  {
    name: 'a recurrence',
    inputs: { x: random.floats([4, 2, 3]), kernel: random.floats([3, 3]), state: random.floats([2, 3]) },
    apply: ({ x, kernel, state }, ops) => {
      const { carries, stacked } = ops.scan(
        { constants: [kernel!], carries: [state!], sequences: [x!], reverse: true },
        ([w], [h], [slice]) => {
          const next = ops.tanh(ops.add(ops.matMul(h!, w!), slice!));
          return { carries: [next], stacked: [ops.mul(next, next)] };
        },
      );
      return ops.add(ops.sum(stacked[0]!, 0), carries[0]!);
    },
  },
];

const definitionOf = ({ name, inputs, apply }: GradientCase): LayerDefinition => {
  const shapes = Object.fromEntries(Object.keys(inputs).map((input) => [input, '[...]']));
  return layer({
    name,
    family: 'core',
    summary: name,
    options: {},
    inputs: shapes,
    outputs: { y: '[...]' },
    apply: (given, { ops }) => ({ outputs: { y: apply(given, ops) } }),
  }) as unknown as LayerDefinition;
};

const toTensor = ({ dtype, shape, data }: HostTensor): tf.Tensor =>
  tf.tensor(dtype === 'float32' ? Float32Array.from(data) : (data as Int32Array), [...shape], dtype);

const isFloat = (x: HostTensor): boolean => x.dtype === 'float32';

type Values = Readonly<Record<string, HostTensor>>;

/** The sum of a case. */
const sumProgram = ({ inputs, apply }: GradientCase): Program =>
  record(({ ops, input, output }) => {
    const references = Object.fromEntries(
      Object.entries(inputs).map(([name, { dtype, shape }]) => [
        name,
        input(name, 'batch', { dtype, shape }),
      ]),
    );
    output('y', 'output', ops.sum(apply(references, ops)));
  });

const runner =
  (program: Program, { inputs }: GradientCase) =>
  (values: Values): readonly HostTensor[] =>
    evaluate(
      program,
      Object.keys(inputs).map((name) => values[name]!),
    );

/** The sum of a case in float64 by the reference. */
const summed = (each: GradientCase): ((values: Values) => number) => {
  const run = runner(sumProgram(each), each);
  return (values) => run(values)[0]!.data[0]!;
};

/** The sum of the squares of its gradients. */
const squaredGradients = (each: GradientCase): ((values: Values) => number) => {
  const by = Object.keys(each.inputs).filter((name) => isFloat(each.inputs[name]!));
  const run = runner(differentiate(sumProgram(each), { of: 'y', by, keep: [] }), each);
  return (values) =>
    run(values).reduce((sum, { data }) => Array.from(data).reduce((total, x) => total + x * x, sum), 0);
};

export interface GradientResult {
  readonly name: string;
  /** What is wrong with the gradients, or left over, if anything. */
  readonly problem?: string;
}

type Scalar = (y: tf.Tensor) => tf.Tensor;

/** Gradients of a function of the eager one, by each of its float inputs, against central differences of the same in float64. */
const checkCase = async (
  each: GradientCase,
  tolerance: Tolerance,
  eagerly: (f: (...xs: tf.Tensor[]) => tf.Tensor, xs: tf.Tensor[]) => tf.Tensor,
  reference: (values: Values) => number,
): Promise<GradientResult> => {
  const before = tf.memory().numTensors;
  const f = eager(definitionOf(each)) as unknown as (
    inputs: Readonly<Record<string, tf.Tensor>>,
  ) => tf.Tensor;
  const names = Object.keys(each.inputs);
  const floats = names.filter((name) => isFloat(each.inputs[name]!));
  const tensors = Object.fromEntries(names.map((name) => [name, toTensor(each.inputs[name]!)]));
  const onFloats = (...xs: tf.Tensor[]) =>
    f({ ...tensors, ...Object.fromEntries(floats.map((name, index) => [name, xs[index]!])) });
  const gradients = tf.grads((...xs) => eagerly(onFloats, xs))(floats.map((name) => tensors[name]!));
  const problems: string[] = [];
  for (const [index, name] of floats.entries()) {
    const actual: HostTensor = {
      dtype: 'float32',
      shape: gradients[index]!.shape as Shape,
      data: (await gradients[index]!.data()) as Float32Array,
    };
    const expected = centralDifferences((x) => reference({ ...each.inputs, [name]: x }), each.inputs[name]!);
    const difference = compare(actual, expected, tolerance);
    if (difference !== undefined) problems.push(`the gradient of ${name} ${difference}`);
  }
  tf.dispose([...gradients, ...Object.values(tensors)]);
  const left = tf.memory().numTensors - before;
  if (left !== 0) problems.push(`${left} tensors are left over`);
  return { name: each.name, ...(problems.length === 0 ? {} : { problem: problems.join('; ') }) };
};

/**
 * Gradients of every case on tfjs's current backend against central differences of the reference.
 *
 * @param toScalar how the result of the eager function becomes what is differentiated: as it is (tfjs then takes the gradient of
 *   its sum), or by tfjs's own `sum`, where tfjs has gradients of its own.
 */
export const checkGradients = async (
  tolerance: Tolerance,
  toScalar: Scalar = (y) => y,
): Promise<readonly GradientResult[]> => {
  const results: GradientResult[] = [];
  for (const each of gradientCases)
    results.push(await checkCase(each, tolerance, (f, xs) => toScalar(f(...xs)), summed(each)));
  return results;
};

/**
 * Gradients of the sum of squares of the gradients: of second order. tfjs adds gradients up by operations of its own, so this needs a
 * bundle, where those have gradients.
 */
export const checkSecondGradients = async (tolerance: Tolerance): Promise<readonly GradientResult[]> => {
  const squaresOf = (f: (...xs: tf.Tensor[]) => tf.Tensor, xs: tf.Tensor[]): tf.Tensor =>
    tf
      .grads((...ys) => tf.sum(f(...ys)))(xs)
      .map((gradient) => tf.sum(tf.square(gradient)))
      .reduce((sum, square) => tf.add(sum, square));
  const results: GradientResult[] = [];
  for (const each of gradientCases)
    results.push(await checkCase(each, tolerance, squaresOf, squaredGradients(each)));
  return results;
};
