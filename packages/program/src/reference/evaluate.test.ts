import {
  sizeOf,
  type Attributes,
  type HostTensor,
  type Primitive,
  type Program,
  type Shape,
} from '@neurite/contract';
import { evaluate, reference } from './evaluate.js';
import type { Evaluator } from './evaluator.js';

const floats = (shape: Shape, ...values: readonly number[]): HostTensor => ({
  dtype: 'float32',
  shape,
  data: Float64Array.from({ length: sizeOf(shape) }, (_, i) => (values.length === 0 ? i : values[i]!)),
});
const ints = (shape: Shape, ...values: readonly number[]): HostTensor => ({
  dtype: 'int32',
  shape,
  data: Int32Array.from(values),
});
const bools = (shape: Shape, ...values: readonly number[]): HostTensor => ({
  dtype: 'bool',
  shape,
  data: Uint8Array.from(values),
});

const run = <P extends Primitive>(
  primitive: P,
  attributes: Attributes[P],
  ...inputs: readonly HostTensor[]
) =>
  (reference[primitive] as Evaluator<P>)(attributes, inputs, 'float64').map(({ dtype, shape, data }) => ({
    dtype,
    shape,
    values: [...data],
  }));

const same = {
  strides: [1, 1],
  padding: [
    [0, 0],
    [0, 0],
  ],
  dilation: [1, 1],
  groups: 1,
} as const;

describe('elementwise primitives', () => {
  it('broadcast axes of extent 1 on both sides', () => {
    const [sum] = run('add', {}, floats([2, 1], 10, 20), floats([1, 3], 1, 2, 3));
    expect(sum).toEqual({ dtype: 'float32', shape: [2, 3], values: [11, 12, 13, 21, 22, 23] });
  });

  it('select by a condition that broadcasts too', () => {
    const [chosen] = run('select', {}, bools([2, 1], 1, 0), floats([1, 2], 1, 2), floats([2, 2], 5, 6, 7, 8));
    expect(chosen!.values).toEqual([1, 2, 7, 8]);
  });

  it('keep NaN visible', () => {
    expect(run('maximum', {}, floats([2], NaN, 1), floats([2], 1, NaN))[0]!.values).toEqual([NaN, NaN]);
    expect(run('relu', {}, floats([3], NaN, -1, 2))[0]!.values).toEqual([NaN, 0, 2]);
    expect(run('reduce_max', { axes: [0] }, floats([3], 1, NaN, 2))[0]!.values).toEqual([NaN]);
    expect(run('argmax', { axis: 0 }, floats([3], 1, NaN, 2))[0]!.values).toEqual([1]);
  });

  it('wrap and floor integers', () => {
    expect(run('mul', {}, ints([2], 65536, -3), ints([2], 65537, 5))[0]!.values).toEqual([65536, -15]);
    expect(run('div', {}, ints([3], 7, -7, 1), ints([3], 2, 2, 0))[0]!.values).toEqual([3, -4, 0]);
  });

  it('raise negative bases to whole exponents', () => {
    expect(run('pow', {}, floats([4], -3, -2, 0, 5), floats([1], 2))[0]!.values).toEqual([9, 4, 0, 25]);
  });

  // Values of the C library's erf.
  it.each([
    [0.5, 0.5204998778130465],
    [1, 0.8427007929497149],
    [2, 0.9953222650189527],
    [2.999, 0.9999777698314002],
    [3.5, 0.9999992569016276],
    [-4, -0.9999999845827421],
    [1e-5, 1.1283791670578999e-5],
    [7, 1],
    [-Infinity, -1],
  ])('erf(%d) is %d', (x, expected) => {
    const [result] = run('erf', {}, floats([1], x));
    expect(Math.abs(result!.values[0]! / expected - 1)).toBeLessThan(2e-15);
  });

  it('cast towards zero, and anything but zero to true', () => {
    expect(run('cast', { dtype: 'int32' }, floats([3], -1.7, 1.7, 2))[0]!.values).toEqual([-1, 1, 2]);
    expect(run('cast', { dtype: 'bool' }, floats([3], -0.5, 0, NaN))[0]!.values).toEqual([1, 0, 1]);
  });
});

describe('reductions', () => {
  it('drop the reduced axes', () => {
    expect(run('reduce_sum', { axes: [0, 2] }, floats([2, 2, 3]))[0]).toEqual({
      dtype: 'float32',
      shape: [2],
      values: [0 + 1 + 2 + 6 + 7 + 8, 3 + 4 + 5 + 9 + 10 + 11],
    });
  });

  it('accumulate in float64 also where results are stored in float32', () => {
    const many = { dtype: 'float32', shape: [2 ** 16], data: new Float32Array(2 ** 16).fill(0.1) } as const;
    expect(reference.reduce_sum({ axes: [0] }, [many], 'float32')[0]!.data[0]).toBe(
      Math.fround(Math.fround(0.1) * 2 ** 16),
    );
  });

  it('sum along an axis from either end', () => {
    const x = floats([2, 3], 1, 2, 3, 4, 5, 6);
    expect(run('cumsum', { axis: 1, reverse: false, exclusive: false }, x)[0]!.values).toEqual([
      1, 3, 6, 4, 9, 15,
    ]);
    expect(run('cumsum', { axis: 1, reverse: true, exclusive: true }, x)[0]!.values).toEqual([
      5, 3, 0, 11, 6, 0,
    ]);
    expect(run('cumsum', { axis: 0, reverse: false, exclusive: true }, x)[0]!.values).toEqual([
      0, 0, 0, 1, 2, 3,
    ]);
  });

  it('take the first of equals', () => {
    expect(run('argmax', { axis: 1 }, floats([2, 3], 1, 5, 5, 2, 2, 2))[0]!.values).toEqual([1, 0]);
    const [values, indices] = run('top_k', { k: 2 }, floats([2, 4], 1, 7, 7, 3, 4, 4, 9, 4));
    expect(values!.values).toEqual([7, 7, 9, 4]);
    expect(indices).toEqual({ dtype: 'int32', shape: [2, 2], values: [1, 2, 2, 0] });
  });
});

describe('layout', () => {
  it('transposes, reverses, slices by a stride, grows and joins', () => {
    const x = floats([2, 3]);
    expect(run('transpose', { permutation: [1, 0] }, x)[0]).toMatchObject({
      shape: [3, 2],
      values: [0, 3, 1, 4, 2, 5],
    });
    expect(run('reverse', { axes: [1] }, x)[0]!.values).toEqual([2, 1, 0, 5, 4, 3]);
    expect(run('slice', { start: [1, 0], size: [1, 2], stride: [1, 2] }, x)[0]).toMatchObject({
      shape: [1, 2],
      values: [3, 5],
    });
    expect(run('broadcast', { shape: [2, 2] }, floats([2, 1], 4, 5))[0]!.values).toEqual([4, 4, 5, 5]);
    expect(run('concat', { axis: 1 }, x, floats([2, 1], 8, 9))[0]!.values).toEqual([0, 1, 2, 8, 3, 4, 5, 9]);
  });

  it('pads between neighbours and crops by negative amounts', () => {
    const pad = (low: number, high: number, interior: number) =>
      run('pad', { low: [low], high: [high], interior: [interior] }, floats([3], 1, 2, 3), floats([], 7))[0]!
        .values;
    expect(pad(1, 2, 0)).toEqual([7, 1, 2, 3, 7, 7]);
    expect(pad(0, 0, 2)).toEqual([1, 7, 7, 2, 7, 7, 3]);
    expect(pad(-1, 0, 0)).toEqual([2, 3]);
    expect(pad(-1, -2, 1)).toEqual([7, 2]);
    expect(pad(-4, 5, 1)).toEqual([3, 7, 7, 7, 7, 7]);
  });
});

describe('indexing', () => {
  it('gathers along an axis, NaN outside', () => {
    const [rows] = run('gather', { axis: 1 }, floats([2, 3]), ints([2, 2], 2, 0, 3, -1));
    expect(rows).toMatchObject({ shape: [2, 2, 2], values: [2, 0, NaN, NaN, 5, 3, NaN, NaN] });
  });

  it('adds duplicates up and drops what is outside', () => {
    const [table] = run('scatter_add', { axis: 0, size: 3 }, ints([4], 2, 0, 2, 3), floats([4, 2]));
    expect(table).toMatchObject({ shape: [3, 2], values: [2, 3, 0, 0, 4, 6] });
  });
});

describe('linear maps', () => {
  it('multiplies in all four transpositions', () => {
    const expected = [4, 5, 14, 19, 24, 33];
    const plain = { a: floats([3, 2]), b: floats([2, 2], 1, 2, 4, 5) };
    const turned = { a: floats([2, 3], 0, 2, 4, 1, 3, 5), b: floats([2, 2], 1, 4, 2, 5) };
    for (const transposeA of [false, true]) {
      for (const transposeB of [false, true]) {
        const product = run(
          'matmul',
          { transposeA, transposeB },
          (transposeA ? turned : plain).a,
          (transposeB ? turned : plain).b,
        );
        expect(product[0]).toEqual({ dtype: 'float32', shape: [3, 2], values: expected });
      }
    }
  });

  it('multiplies batches that broadcast', () => {
    const [product] = run(
      'matmul',
      { transposeA: false, transposeB: false },
      floats([2, 1, 1, 2]),
      floats([1, 3, 2, 1]),
    );
    expect(product).toMatchObject({ shape: [2, 3, 1, 1], values: [1, 3, 5, 3, 13, 23] });
  });

  it('correlates, with strides, dilation and padding', () => {
    const x = floats([1, 5, 1], 1, 2, 3, 4, 5);
    const kernel = floats([2, 1, 1], 10, 1);
    const conv = (strides: number, padding: readonly [number, number], dilation: number) =>
      run('conv', { strides: [strides], padding: [padding], dilation: [dilation], groups: 1 }, x, kernel)[0]!
        .values;
    expect(conv(1, [0, 0], 1)).toEqual([12, 23, 34, 45]);
    expect(conv(2, [1, 0], 1)).toEqual([1, 23, 45]);
    expect(conv(1, [0, 1], 3)).toEqual([14, 25, 30]);
    expect(conv(1, [-1, -1], 1)).toEqual([23, 34]);
  });

  it('keeps groups apart', () => {
    const [y] = run(
      'conv',
      { ...same, groups: 2 },
      floats([1, 1, 1, 2], 2, 3),
      floats([1, 1, 1, 4], 1, 10, 1, 10),
    );
    expect(y!.values).toEqual([2, 20, 3, 30]);
  });

  it('sums over channels, rows and columns of a window', () => {
    const [y] = run('conv', same, floats([1, 2, 2, 2]), floats([2, 2, 2, 1]));
    expect(y).toEqual({ dtype: 'float32', shape: [1, 1, 1, 1], values: [0 + 1 + 4 + 9 + 16 + 25 + 36 + 49] });
  });
});

describe('windows', () => {
  const window = { size: [2], strides: [1], padding: [[0, 1]] } as const;
  const x = floats([1, 3, 1], 3, 5, 5);

  it('sums, and spreads back', () => {
    expect(run('window_sum', window, x)[0]!.values).toEqual([8, 10, 5]);
    expect(
      run('window_spread', { ...window, shape: [1, 3, 1] }, floats([1, 3, 1], 1, 10, 100))[0]!.values,
    ).toEqual([1, 11, 110]);
  });

  it('picks at the first maximum, and places there', () => {
    expect(run('window_pick', window, x, floats([1, 3, 1], 7, 8, 9))[0]!.values).toEqual([8, 8, 9]);
    expect(run('window_place', window, x, floats([1, 3, 1], 1, 10, 100))[0]!.values).toEqual([0, 11, 100]);
  });

  it('never pick padding, be the maximum negative', () => {
    expect(
      run('window_pick', window, floats([1, 2, 1], -3, -5), floats([1, 2, 1], -3, -5))[0]!.values,
    ).toEqual([-3, -5]);
  });
});

describe('structure', () => {
  const body: Program = {
    values: Array.from({ length: 5 }, () => ({ dtype: 'float32', shape: [] })),
    ops: [
      { primitive: 'mul', inputs: [0, 1], attributes: {}, outputs: [3], origin: 0 },
      { primitive: 'add', inputs: [3, 2], attributes: {}, outputs: [4], origin: 0 },
    ],
    inputs: [0, 1, 2].map((value) => ({ name: String(value), role: 'residual', value })),
    outputs: [
      { name: '0', role: 'residual', value: 4 },
      { name: '1', role: 'residual', value: 3 },
    ],
    donated: [],
    origins: [{ path: '' }],
  };
  const scan = (reverse: boolean) =>
    run(
      'scan',
      { body, constants: 1, carries: 1, length: 3, reverse },
      floats([], 2),
      floats([], 1),
      floats([3], 1, 2, 3),
    );

  it('scans forwards: h ← 2h + x', () => {
    expect(scan(false).map(({ values }) => values)).toEqual([[19], [2, 6, 16]]);
  });

  it('scans backwards, stacked outputs keep their places', () => {
    expect(scan(true).map(({ values }) => values)).toEqual([[25], [24, 10, 2]]);
  });

  it('runs a whole program', () => {
    const results = evaluate(body, [floats([], 2), floats([], 3), floats([], 4)]);
    expect(results.map(({ data }) => data[0])).toEqual([10, 6]);
  });
});

describe('uniform', () => {
  it('is made of the top 24 bits of threefry, keyed by seed, stream, step, microbatch and iteration', () => {
    const values = (counter: readonly number[], precision: 'float32' | 'float64' = 'float32') => [
      ...reference.uniform({ shape: [3], stream: 11 }, [ints([4], ...counter)], precision)[0]!.data,
    ];
    const base = values([7, 1, 0, 0]);
    expect(base.every((value) => value >= 0 && value < 1 && Number.isInteger(value * 2 ** 24))).toBe(true);
    expect(values([7, 1, 0, 0], 'float64')).toEqual(base);
    for (const other of [
      [8, 1, 0, 0],
      [7, 2, 0, 0],
      [7, 1, 1, 0],
      [7, 1, 0, 1],
    ])
      expect(values(other)).not.toEqual(base);
  });
});
