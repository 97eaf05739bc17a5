import {
  sizeOf,
  type Attributes,
  type Dtype,
  type HostTensor,
  type Primitive,
  type Shape,
  type TensorType,
} from '@neurite/contract';
import fc from 'fast-check';
import { primitives } from '../primitives.js';
import { reference, type Evaluator } from '../reference/index.js';
import { infer } from './infer.js';

const float = (...shape: readonly number[]): TensorType => ({ dtype: 'float32', shape });
const int = (...shape: readonly number[]): TensorType => ({ dtype: 'int32', shape });
const window = { size: [2], strides: [1], padding: [[0, 0]] } as const;
const plain = { strides: [1], padding: [[0, 0]], dilation: [1], groups: 1 } as const;

describe('infer refuses', () => {
  const wrong = <P extends Primitive>(
    primitive: P,
    attributes: Attributes[P],
    inputs: readonly TensorType[],
    message: string,
  ) => [primitive, attributes, inputs, message] as const;
  it.each([
    wrong('add', {}, [float(2), float(2, 1)], 'ranks differ: [2] and [2,1]'),
    wrong('add', {}, [float(2), float(3)], '[2] and [3] do not broadcast'),
    wrong('add', {}, [float(2), int(2)], 'takes float32, got int32[2]'),
    wrong('exp', {}, [int(2)], 'takes float32, got int32[2]'),
    wrong('exp', {}, [float(2), float(2)], 'takes 1 inputs, got 2'),
    wrong(
      'less',
      {},
      [
        { dtype: 'bool', shape: [2] },
        { dtype: 'bool', shape: [2] },
      ],
      'takes float32 or int32',
    ),
    wrong('select', {}, [{ dtype: 'bool', shape: [2] }, float(2), int(2)], 'both choices of a select'),
    wrong('constant', { type: float(3), data: [1, 2] }, [], 'needs 3 numbers'),
    wrong('uniform', { shape: [2], stream: 1 }, [int(3)], 'counter must be int32[4]'),
    wrong('reduce_sum', { axes: [0, 0] }, [float(2)], 'axes [0,0] repeat'),
    wrong('reduce_max', { axes: [0] }, [float(0)], 'there is no maximum of nothing'),
    wrong('argmax', { axis: 1 }, [float(2)], 'axis 1 is outside float32[2]'),
    wrong('top_k', { k: 3 }, [float(2)], 'cannot take the largest 3 of 2'),
    wrong('reshape', { shape: [4] }, [float(2, 3)], '[2,3] does not have as many elements as [4]'),
    wrong('transpose', { permutation: [0, 0] }, [float(2, 3)], 'axes [0,0] repeat'),
    wrong('broadcast', { shape: [3] }, [float(2)], '[2] does not grow to [3]'),
    wrong('slice', { start: [1], size: [2], stride: [2] }, [float(3)], 'leaves axis 0 of [3]'),
    wrong('pad', { low: [-3], high: [0], interior: [0] }, [float(2), float()], '[-1] is not a shape'),
    wrong('concat', { axis: 0 }, [float(2, 3), float(2, 2)], 'differ beside axis 0'),
    wrong('gather', { axis: 0 }, [float(2), float(2)], 'takes int32'),
    wrong(
      'scatter_add',
      { axis: 0, size: 3 },
      [int(4), float(5)],
      'indices [4] are not found in updates [5]',
    ),
    wrong(
      'matmul',
      { transposeA: true, transposeB: false },
      [float(2, 3), float(3, 4)],
      'inner extents 2 and 3 differ',
    ),
    wrong(
      'conv',
      { ...plain, groups: 2 },
      [float(1, 3, 3), float(1, 1, 4)],
      '3 channels and 4 filters do not fit',
    ),
    wrong('conv', plain, [float(1, 2, 1), float(3, 1, 1)], 'a window of 3 does not fit an extent of 2'),
    wrong(
      'conv_input',
      { ...plain, shape: [1, 5, 1] },
      [float(1, 2, 1), float(3, 1, 1)],
      'is not what a convolution of [1,5,1] gives',
    ),
    wrong(
      'window_place',
      window,
      [float(1, 3, 1), float(1, 3, 1)],
      'does not have an element for each window',
    ),
    wrong('window_pick', window, [float(1, 3, 1), float(1, 4, 1)], 'have one type'),
  ])('%s %j %j', (primitive, attributes, inputs, message) => {
    expect(() => infer(primitive, attributes as never, inputs)).toThrow(message);
  });
});

// Random valid calls of each primitive: what the rule says must be what the reference makes.
interface AnyCall {
  readonly primitive: Primitive;
  readonly attributes: unknown;
  readonly types: readonly TensorType[];
}
const extent = fc.integer({ min: 1, max: 4 });
const shape = (minimum = 0, maximum = 4): fc.Arbitrary<Shape> =>
  fc.array(extent, { minLength: minimum, maxLength: maximum });
const shrunk = (full: Shape): fc.Arbitrary<Shape> => fc.tuple(...full.map((n) => fc.constantFrom(1, n)));
const perAxis = <V>(full: Shape, value: (n: number, axis: number) => fc.Arbitrary<V>): fc.Arbitrary<V[]> =>
  fc.tuple(...full.map(value)) as fc.Arbitrary<V[]>;
const call = (primitive: Primitive, attributes: unknown, ...types: readonly TensorType[]): AnyCall => ({
  primitive,
  attributes,
  types,
});

const unaryCalls = (
  ['neg', 'exp', 'relu', 'floor', 'is_finite', 'stop_gradient', 'sigmoid', 'erf'] as const
).map((primitive) => shape().map((s) => call(primitive, {}, float(...s))));
const binaryCalls = (['add', 'mul', 'div', 'maximum', 'less', 'equal'] as const).map((primitive) =>
  shape().chain((s) =>
    fc.tuple(shrunk(s), shrunk(s)).map(([a, b]) => call(primitive, {}, float(...a), float(...b))),
  ),
);
const axesOf = (s: Shape) => fc.subarray(s.map((_, axis) => axis));
const layoutCalls: readonly fc.Arbitrary<AnyCall>[] = [
  shape().chain((s) => axesOf(s).map((axes) => call('reduce_sum', { axes }, int(...s)))),
  shape().chain((s) => axesOf(s).map((axes) => call('reduce_max', { axes }, float(...s)))),
  shape().chain((s) => axesOf(s).map((axes) => call('reverse', { axes }, float(...s)))),
  shape(1).chain((s) => fc.nat(s.length - 1).map((axis) => call('argmax', { axis }, float(...s)))),
  shape(1).chain((s) =>
    fc.nat(s.length - 1).map((axis) => call('cumsum', { axis, reverse: true, exclusive: false }, int(...s))),
  ),
  shape(1).chain((s) => fc.nat(s.at(-1)!).map((k) => call('top_k', { k }, float(...s)))),
  shape(1).map((s) => call('reshape', { shape: [sizeOf(s)] }, float(...s))),
  shape().chain((s) =>
    fc
      .shuffledSubarray(
        s.map((_, axis) => axis),
        { minLength: s.length },
      )
      .map((permutation) => call('transpose', { permutation }, float(...s))),
  ),
  shape().chain((s) => shrunk(s).map((from) => call('broadcast', { shape: s }, float(...from)))),
  shape().chain((s) =>
    perAxis(s, (n) =>
      fc
        .nat(n - 1)
        .chain((start) =>
          fc
            .integer({ min: 1, max: 3 })
            .chain((stride) =>
              fc.nat(Math.ceil((n - start) / stride)).map((size) => ({ start, size, stride })),
            ),
        ),
    ).map((slices) =>
      call(
        'slice',
        {
          start: slices.map((x) => x.start),
          size: slices.map((x) => x.size),
          stride: slices.map((x) => x.stride),
        },
        float(...s),
      ),
    ),
  ),
  shape().chain((s) =>
    perAxis(s, (n) =>
      fc
        .nat(2)
        .chain((interior) =>
          fc
            .integer({ min: -n, max: 3 })
            .chain((low) =>
              fc
                .integer({ min: -(low + n + (n - 1) * interior), max: 3 })
                .map((high) => ({ low, high, interior })),
            ),
        ),
    ).map((pads) =>
      call(
        'pad',
        { low: pads.map((x) => x.low), high: pads.map((x) => x.high), interior: pads.map((x) => x.interior) },
        float(...s),
        float(),
      ),
    ),
  ),
  shape(1).chain((s) =>
    fc
      .tuple(fc.nat(s.length - 1), extent)
      .map(([axis, other]) => call('concat', { axis }, float(...s), float(...s.with(axis, other)))),
  ),
  fc
    .tuple(shape(1), shape(0, 2))
    .chain(([s, indices]) =>
      fc.nat(s.length - 1).map((axis) => call('gather', { axis }, float(...s), int(...indices))),
    ),
  fc
    .tuple(shape(1), shape(0, 2))
    .chain(([s, indices]) =>
      fc
        .nat(s.length - 1)
        .map((axis) =>
          call(
            'scatter_add',
            { axis, size: s[axis] },
            int(...indices),
            float(...s.toSpliced(axis, 1, ...indices)),
          ),
        ),
    ),
  fc
    .tuple(shape(0, 2), extent, extent, extent, fc.boolean(), fc.boolean())
    .chain(([lead, m, k, n, transposeA, transposeB]) =>
      fc
        .tuple(shrunk(lead), shrunk(lead))
        .map(([a, b]) =>
          call(
            'matmul',
            { transposeA, transposeB },
            float(...a, ...(transposeA ? [k, m] : [m, k])),
            float(...b, ...(transposeB ? [n, k] : [k, n])),
          ),
        ),
    ),
];
/** Windows of one or two spatial axes that fit. */
const sliding = fc.array(
  fc
    .record({
      extent: fc.integer({ min: 1, max: 6 }),
      size: fc.integer({ min: 1, max: 3 }),
      stride: fc.integer({ min: 1, max: 3 }),
      dilation: fc.integer({ min: 1, max: 2 }),
      before: fc.integer({ min: -1, max: 2 }),
      after: fc.integer({ min: -1, max: 2 }),
    })
    .filter((w) => w.extent + w.before + w.after >= w.dilation * (w.size - 1) + 1),
  { minLength: 1, maxLength: 2 },
);
const slidingCalls = sliding.chain((axes) =>
  fc
    .tuple(extent, extent, extent, fc.integer({ min: 1, max: 2 }))
    .chain(([batch, channels, filters, groups]) => {
      const x = float(batch, ...axes.map((axis) => axis.extent), channels * groups);
      const kernel = float(...axes.map((axis) => axis.size), channels, filters * groups);
      const strides = axes.map((axis) => axis.stride);
      const padding = axes.map((axis) => [axis.before, axis.after] as const);
      const convolution = { strides, padding, dilation: axes.map((axis) => axis.dilation), groups };
      const [y] = infer('conv', convolution, [x, kernel]);
      const calls = [
        call('conv', convolution, x, kernel),
        call('conv_input', { ...convolution, shape: x.shape }, y!, kernel),
        call('conv_kernel', { ...convolution, shape: kernel.shape }, x, y!),
      ];
      if (convolution.dilation.some((n) => n > 1)) return fc.constantFrom(...calls);
      const w = { size: axes.map((axis) => axis.size), strides, padding };
      const [v] = infer('window_sum', w, [x]);
      return fc.constantFrom(
        ...calls,
        call('window_sum', w, x),
        call('window_spread', { ...w, shape: x.shape }, v!),
        call('window_pick', w, x, x),
        call('window_place', w, x, v!),
      );
    }),
);
const anyCall = fc.oneof(...unaryCalls, ...binaryCalls, ...layoutCalls, {
  arbitrary: slidingCalls,
  weight: 8,
});

const filledTensor = ({ dtype, shape: s }: TensorType): HostTensor => {
  const data: Record<Dtype, () => HostTensor['data']> = {
    float32: () => Float32Array.from({ length: sizeOf(s) }, (_, i) => ((i * 7) % 5) - 2),
    int32: () => Int32Array.from({ length: sizeOf(s) }, (_, i) => (i * 7) % 5),
    bool: () => Uint8Array.from({ length: sizeOf(s) }, (_, i) => i % 2),
  };
  return { dtype, shape: s, data: data[dtype]() };
};

describe('infer', () => {
  it('says what the reference makes, for random calls', () => {
    fc.assert(
      fc.property(anyCall, ({ primitive, attributes, types }) => {
        const evaluator = reference[primitive] as Evaluator<Primitive>;
        const results = evaluator(attributes as never, types.map(filledTensor), 'float32');
        const inferred = infer(primitive, attributes as never, types);
        expect(results.map(({ dtype, shape: made }) => ({ dtype, shape: [...made] }))).toEqual(
          inferred.map(({ dtype, shape: said }) => ({ dtype, shape: [...said] })),
        );
        for (const { data, shape: made } of results) expect(data.length).toBe(sizeOf(made));
      }),
      { numRuns: 1500, seed: 20_260_103 },
    );
  });

  it('has a rule, and the reference an evaluator, for the same primitives', () => {
    expect(Object.keys(reference).sort()).toEqual([...primitives].sort());
  });
});

describe('the transposes', () => {
  /** ⟨A x, y⟩ = ⟨x, Aᵀ y⟩ for a primitive that is linear in one input, and the one that goes back. */
  const dot = (a: HostTensor, b: HostTensor): number =>
    [...a.data].reduce((sum, value, i) => sum + value * b.data[i]!, 0);
  const run = <P extends Primitive>(
    primitive: P,
    attributes: Attributes[P],
    ...inputs: readonly HostTensor[]
  ): HostTensor => (reference[primitive] as Evaluator<P>)(attributes, inputs, 'float64')[0]!;

  it('of convolution and of windows are adjoint', () => {
    fc.assert(
      fc.property(slidingCalls, ({ primitive, attributes, types }) => {
        const inputs = types.map(filledTensor);
        const a = attributes as never;
        const [x, second] = inputs as [HostTensor, HostTensor];
        const like = (type: TensorType) => filledTensor(type);
        if (primitive === 'conv') {
          const result = run('conv', a, x, second);
          const y = like(result);
          const [shapeX, shapeK] = [
            { ...(attributes as object), shape: x.shape } as never,
            { ...(attributes as object), shape: second.shape } as never,
          ];
          expect(dot(result, y)).toBe(dot(x, run('conv_input', shapeX, y, second)));
          expect(dot(result, y)).toBe(dot(second, run('conv_kernel', shapeK, x, y)));
        }
        if (primitive === 'window_sum') {
          const result = run('window_sum', a, x);
          const y = like(result);
          expect(dot(result, y)).toBe(
            dot(x, run('window_spread', { ...(attributes as object), shape: x.shape } as never, y)),
          );
        }
        if (primitive === 'window_place') {
          const u = like(x);
          expect(dot(run('window_place', a, x, second), u)).toBe(dot(second, run('window_pick', a, x, u)));
        }
      }),
      { numRuns: 600, seed: 20_260_103 },
    );
  });
});
