import type { Ops } from '@neurite/contract';
import { evaluate } from '../reference/index.js';
import { record, type Reference } from '../record/index.js';
import { verify } from '../shapes/index.js';

/** Runs a function of no inputs; gives shape and numbers. */
const run = (build: (ops: Ops<Reference>) => Reference) => {
  const program = record(({ ops, output }) => output('y', 'output', build(ops)));
  verify(program);
  const [{ dtype, shape, data }] = evaluate(program, []) as [ReturnType<typeof evaluate>[number]];
  return { dtype, shape, values: [...data] };
};
const values = (build: (ops: Ops<Reference>) => Reference): readonly number[] => run(build).values;
/** 0, 1, 2, … row by row. */
const counting = (ops: Ops<Reference>, ...shape: readonly number[]): Reference =>
  ops.reshape(ops.iota([shape.reduce((a, b) => a * b, 1)]), shape);

describe('operands', () => {
  it('align at the trailing axes', () => {
    expect(run((ops) => ops.add(counting(ops, 2, 3), ops.constant([10, 20, 30])))).toEqual({
      dtype: 'float32',
      shape: [2, 3],
      values: [10, 21, 32, 13, 24, 35],
    });
    expect(run((ops) => ops.where(ops.less(counting(ops, 3), 1), ops.zeros([2, 1]), 5))).toEqual({
      dtype: 'float32',
      shape: [2, 3],
      values: [0, 5, 5, 0, 5, 5],
    });
  });

  it('may be numbers on either side, which take the dtype beside them', () => {
    expect(values((ops) => ops.sub(1, counting(ops, 3)))).toEqual([1, 0, -1]);
    expect(run((ops) => ops.add(ops.iota([2], 0, 'int32'), 7))).toEqual({
      dtype: 'int32',
      shape: [2],
      values: [7, 8],
    });
    expect(run((ops) => ops.mul(2, 3))).toEqual({ dtype: 'float32', shape: [], values: [6] });
    expect(() => run((ops) => ops.add(ops.iota([2], 0, 'int32'), 0.5))).toThrow(
      '0.5 stands beside int32 values',
    );
  });

  it('never mix dtypes', () => {
    expect(() => run((ops) => ops.add(ops.iota([2], 0, 'int32'), ops.ones([2])))).toThrow(
      'add(int32[2], float32[2])',
    );
  });
});

describe('comparisons', () => {
  it('with NaN are false, save inequality', () => {
    const nan = (ops: Ops<Reference>) => ops.constant([NaN, 1, 2]);
    expect(values((ops) => ops.lessEqual(nan(ops), 1))).toEqual([0, 1, 0]);
    expect(values((ops) => ops.greaterEqual(nan(ops), 1))).toEqual([0, 1, 1]);
    expect(values((ops) => ops.greater(nan(ops), 1))).toEqual([0, 0, 1]);
    expect(values((ops) => ops.notEqual(nan(ops), 1))).toEqual([1, 0, 1]);
  });
});

describe('reductions', () => {
  it('count axes from either end, and may keep them', () => {
    expect(run((ops) => ops.sum(counting(ops, 2, 3), -1))).toMatchObject({ shape: [2], values: [3, 12] });
    expect(run((ops) => ops.mean(counting(ops, 2, 3), [0], true))).toMatchObject({
      shape: [1, 3],
      values: [1.5, 2.5, 3.5],
    });
    expect(run((ops) => ops.max(counting(ops, 2, 3)))).toMatchObject({ shape: [], values: [5] });
    expect(values((ops) => ops.min(counting(ops, 2, 3), 1))).toEqual([0, 3]);
    expect(values((ops) => ops.sum(counting(ops, 2), []))).toEqual([0, 1]);
  });

  it('variance divides by n', () => {
    expect(values((ops) => ops.variance(ops.constant([1, 2, 3, 4])))).toEqual([1.25]);
  });

  it('argmax, cumsum and topK work on the last axis', () => {
    expect(values((ops) => ops.argmax(ops.constant([1, 5, 3])))).toEqual([1]);
    expect(values((ops) => ops.cumsum(counting(ops, 4), 0, { exclusive: true }))).toEqual([0, 0, 1, 3]);
    expect(values((ops) => ops.topK(ops.constant([1, 5, 3]), 2).values)).toEqual([5, 3]);
  });
});

describe('exponentials', () => {
  it('softmax and logSoftmax stand large numbers, along any axis', () => {
    expect(values((ops) => ops.softmax(ops.constant([1000, 1000, -1000])))).toEqual([0.5, 0.5, 0]);
    expect(
      values((ops) => ops.softmax(ops.constant([0, 0, 700, 700], [2, 2]), 0)).map((p) => +p.toFixed(12)),
    ).toEqual([0, 0, 1, 1]);
    const [a, b] = values((ops) => ops.logSoftmax(ops.constant([-800, 0])));
    expect([a, b]).toEqual([-800, 0]);
  });

  it('softplus neither overflows nor loses small values', () => {
    const expected = [Math.log(2), 800, Math.exp(-40), 0, Infinity, 0, NaN];
    const result = values((ops) => ops.softplus(ops.constant([0, 800, -40, -800, Infinity, -Infinity, NaN])));
    result.forEach((value, index) => {
      if (Number.isFinite(expected[index]))
        expect(Math.abs(value - expected[index]!)).toBeLessThanOrEqual(1e-16 * Math.max(expected[index]!, 1));
      else expect(value).toBe(expected[index]);
    });
  });

  it('logSumExp stands infinities', () => {
    expect(values((ops) => ops.logSumExp(ops.constant([-Infinity, -Infinity])))).toEqual([-Infinity]);
    expect(values((ops) => ops.logSumExp(ops.constant([0, Infinity])))).toEqual([Infinity]);
    const [sum] = values((ops) => ops.logSumExp(ops.constant([1000, 1000, 1, 1], [2, 2]), 1, true));
    expect(sum).toBeCloseTo(1000 + Math.log(2), 12);
  });
});

describe('layout', () => {
  it('completes shapes and sizes of −1', () => {
    expect(run((ops) => ops.reshape(counting(ops, 2, 6), [3, -1])).shape).toEqual([3, 4]);
    expect(run((ops) => ops.slice(counting(ops, 5), [1], [-1], [3]))).toMatchObject({
      shape: [2],
      values: [1, 4],
    });
    expect(() => run((ops) => ops.reshape(counting(ops, 5), [2, -1]))).toThrow(
      '5 elements do not fill [2,-1]',
    );
  });

  it('swaps the last two axes unless told otherwise', () => {
    expect(run((ops) => ops.transpose(counting(ops, 1, 2, 3)))).toMatchObject({
      shape: [1, 3, 2],
      values: [0, 3, 1, 4, 2, 5],
    });
    expect(run((ops) => ops.transpose(counting(ops, 1, 2, 3), [-1, 0, 1])).shape).toEqual([3, 1, 2]);
  });

  it('expands, squeezes, stacks and splits', () => {
    expect(run((ops) => ops.expand(counting(ops, 2), -1)).shape).toEqual([2, 1]);
    expect(run((ops) => ops.squeeze(counting(ops, 1, 2, 1), [0, -1])).shape).toEqual([2]);
    expect(() => run((ops) => ops.squeeze(counting(ops, 2), 0))).toThrow('only axes of extent 1');
    const pair = (ops: Ops<Reference>) => [ops.constant([1, 2]), ops.constant([3, 4])];
    expect(run((ops) => ops.stack(pair(ops), -1))).toMatchObject({ shape: [2, 2], values: [1, 3, 2, 4] });
    expect(values((ops) => ops.split(counting(ops, 6), 3, 0)[1]!)).toEqual([2, 3]);
    expect(values((ops) => ops.split(counting(ops, 6), [1, 5], -1)[0]!)).toEqual([0]);
    expect(() => run((ops) => ops.split(counting(ops, 6), 4, 0)[0]!)).toThrow('does not fall into parts');
  });

  it('grows to a shape, pads, gathers and scatters', () => {
    expect(run((ops) => ops.broadcastTo(ops.constant(7), [2, 1])).values).toEqual([7, 7]);
    expect(
      values((ops) => ops.pad(ops.constant([1, 2]), [1], [0], { value: -Infinity, interior: [1] })),
    ).toEqual([-Infinity, 1, -Infinity, 2]);
    const indices = (ops: Ops<Reference>) => ops.constant([1, 0], [2], 'int32');
    expect(values((ops) => ops.gather(counting(ops, 2, 2), indices(ops), -1))).toEqual([1, 0, 3, 2]);
    // The last axis of the result, where the updates have it last as well.
    expect(run((ops) => ops.scatterAdd(indices(ops), counting(ops, 2, 2), 3, -1))).toMatchObject({
      shape: [2, 3],
      values: [1, 0, 0, 3, 2, 0],
    });
    expect(run((ops) => ops.oneHot(indices(ops), 3))).toEqual({
      dtype: 'float32',
      shape: [2, 3],
      values: [0, 1, 0, 1, 0, 0],
    });
  });
});

describe('matMul', () => {
  it('takes one matrix for a batch as one large product', () => {
    const program = record(({ ops, output }) =>
      output('y', 'output', ops.matMul(counting(ops, 2, 3, 4), ops.ones([4, 5]))),
    );
    const product = program.ops.find((op) => op.primitive === 'matmul')!;
    expect(product.inputs.map((value) => program.values[value]!.shape)).toEqual([
      [6, 4],
      [4, 5],
    ]);
    expect(program.values[program.outputs[0]!.value]!.shape).toEqual([2, 3, 5]);
  });

  it('aligns leading axes', () => {
    expect(run((ops) => ops.matMul(ops.ones([2, 4]), counting(ops, 3, 4, 1))).shape).toEqual([3, 2, 1]);
    expect(
      run((ops) => ops.matMul(counting(ops, 3, 4, 2), ops.ones([4, 1]), { transposeA: true })).shape,
    ).toEqual([3, 2, 1]);
  });
});

describe('scan', () => {
  it('needs carries that keep their types', () => {
    expect(() =>
      run(
        (ops) =>
          ops.scan({ carries: [ops.zeros([2])], sequences: [ops.zeros([3])] }, (_, [h]) => ({
            carries: [ops.sum(h!)],
            stacked: [],
          })).carries[0]!,
      ),
    ).toThrow('carry 0 of a scan begins as float32[2] and goes on as float32[]');
  });

  it('needs a length where there are no sequences', () => {
    expect(() =>
      run(
        (ops) =>
          ops.scan({ carries: [ops.zeros([])], sequences: [] }, (_, carries) => ({ carries, stacked: [] }))
            .carries[0]!,
      ),
    ).toThrow('needs a length');
  });
});
