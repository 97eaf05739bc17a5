import type { Ops, TensorType } from '@neurite/contract';
import { differentiate } from '../differentiate/index.js';
import { record, type Reference } from '../record/index.js';
import { floats, numbers, runByName } from '../testing/tensors.js';

type Build = (x: Reference, ops: Ops<Reference>) => Reference;

/** Derivatives of order 1, 2, … of an elementwise function at some points. */
const derivatives = (
  points: readonly number[],
  orders: number,
  build: Build,
): readonly (readonly number[])[] => {
  const type: TensorType = { dtype: 'float32', shape: [points.length] };
  let program = record(({ ops, input, output }) => {
    output('y', 'output', ops.sum(build(input('x', 'batch', type), ops)));
  });
  return Array.from({ length: orders }, () => {
    const differentiated = differentiate(program, { of: 'y', by: ['x'], keep: [] });
    program = record(({ ops, input, output, inline }) =>
      output('y', 'output', ops.sum(inline(differentiated, [input('x', 'batch', type)])[0]!)),
    );
    return numbers(runByName(differentiated, { x: floats([points.length], points) })['gradient:x']);
  });
};

/** The gradients of a function of two operands, at pairs of numbers. */
const partials = (
  pairs: readonly (readonly [number, number])[],
  build: (a: Reference, b: Reference, ops: Ops<Reference>) => Reference,
) => {
  const type: TensorType = { dtype: 'float32', shape: [pairs.length] };
  const program = record(({ ops, input, output }) => {
    output('y', 'output', ops.sum(build(input('a', 'batch', type), input('b', 'batch', type), ops)));
  });
  const outputs = runByName(differentiate(program, { of: 'y', by: ['a', 'b'], keep: [] }), {
    a: floats(
      [pairs.length],
      pairs.map(([a]) => a),
    ),
    b: floats(
      [pairs.length],
      pairs.map(([, b]) => b),
    ),
  });
  return { a: numbers(outputs['gradient:a']), b: numbers(outputs['gradient:b']) };
};

describe('conventions where there is no derivative', () => {
  it('relu and abs have slope 0 at 0', () => {
    expect(derivatives([-1, 0, 2], 1, (x, ops) => ops.relu(x))).toEqual([[0, 0, 1]]);
    expect(derivatives([-1, 0, 2], 1, (x, ops) => ops.abs(x))).toEqual([[-1, 0, 1]]);
  });

  it('a relu that is off gives 0, whatever comes from above', () => {
    expect(derivatives([-1], 1, (x, ops) => ops.sqrt(ops.relu(x)))).toEqual([[0]]);
  });

  it('ties of maximum and minimum are shared by halves', () => {
    const pairs = [
      [1, 1],
      [2, 1],
      [1, 2],
    ] as const;
    expect(partials(pairs, (a, b, ops) => ops.maximum(a, b))).toEqual({ a: [0.5, 1, 0], b: [0.5, 0, 1] });
    expect(partials(pairs, (a, b, ops) => ops.minimum(a, b))).toEqual({ a: [0.5, 0, 1], b: [0.5, 1, 0] });
  });

  it('ties of reduce_max are shared equally', () => {
    expect(derivatives([3, 1, 3, 3], 1, (x, ops) => ops.max(x))).toEqual([[1 / 3, 0, 1 / 3, 1 / 3]]);
  });

  it('max pooling gives all to the first maximum', () => {
    const pool: Build = (x, ops) =>
      ops.maxPool(ops.reshape(x, [1, 4, 1]), { size: [2], strides: [2], padding: [[0, 0]] });
    expect(derivatives([5, 5, 1, 2], 1, pool)).toEqual([[1, 0, 0, 1]]);
  });

  it('sign, floor, comparisons and stop_gradient have slope 0', () => {
    const constant: readonly Build[] = [
      (x, ops) => ops.sign(x),
      (x, ops) => ops.floor(x),
      (x, ops) => ops.cast(ops.less(x, 0.5), 'float32'),
      (x, ops) => ops.stopGradient(ops.exp(x)),
      (x, ops) => ops.cast(ops.cast(x, 'int32'), 'float32'),
    ];
    for (const build of constant) expect(derivatives([0, 0.5, 2], 1, build)).toEqual([[0, 0, 0]]);
    // As a factor: the other factor still has its derivative.
    expect(derivatives([3], 2, (x, ops) => ops.mul(ops.stopGradient(x), ops.square(x)))).toEqual([[18], [6]]);
  });
});

describe('pow', () => {
  it('has exact, finite derivatives of all orders for whole exponents, at 0 and below', () => {
    const exponent =
      (n: number): Build =>
      (x, ops) =>
        ops.pow(x, ops.constant(n));
    expect(derivatives([-3, 0, 2], 3, exponent(2))).toEqual([
      [-6, 0, 4],
      [2, 2, 2],
      [0, 0, 0],
    ]);
    expect(derivatives([-2, 0], 4, exponent(3))).toEqual([
      [12, 0],
      [-12, 0],
      [6, 6],
      [0, 0],
    ]);
    expect(derivatives([-2, 0], 2, exponent(1))).toEqual([
      [1, 1],
      [0, 0],
    ]);
    expect(derivatives([-2, 0], 2, exponent(0))).toEqual([
      [0, 0],
      [0, 0],
    ]);
    expect(derivatives([-2], 2, exponent(-1))).toEqual([[-0.25], [-0.25]]);
    expect(derivatives([-3, 0, 2], 3, (x, ops) => ops.pow(x, 2))).toEqual([
      [-6, 0, 4],
      [2, 2, 2],
      [0, 0, 0],
    ]);
  });

  it('by the exponent is 0 at base 0, and NaN for negative bases', () => {
    expect(
      partials(
        [
          [0, 2],
          [1, 5],
          [-1, 2],
        ],
        (a, b, ops) => ops.pow(a, b),
      ).b,
    ).toEqual([0, 0, NaN]);
  });
});

describe('softplus, softmax and their like', () => {
  it('softplus has the derivatives of the logistic function, at 0 and far out', () => {
    const [first, second] = derivatives([0, 40, -40, 800, -800], 2, (x, ops) => ops.softplus(x));
    expect(first).toEqual([0.5, 1, expect.closeTo(Math.exp(-40), 30), 1, 0]);
    expect(second![0]).toBe(0.25);
    expect(second![3]).toBe(0);
  });

  it('logSumExp has the softmax as its gradient, with exponents of any size', () => {
    expect(derivatives([1000, 1000], 1, (x, ops) => ops.logSumExp(x))).toEqual([[0.5, 0.5]]);
    const [gradient] = derivatives([0, Math.log(3)], 1, (x, ops) => ops.logSumExp(x));
    gradient!.forEach((value, index) => expect(value).toBeCloseTo([0.25, 0.75][index]!, 15));
  });
});
