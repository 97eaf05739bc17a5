import { sameShape, sizeOf, type HostTensor, type Program, type Shape } from '@neurite/contract';
import { record, type Recorder, type Reference } from '../../record/index.js';

/** Numbers that algebra is apt to get wrong. */
const awkward = [0, -0, 1, 0, -0, 1, -1, 2, 0.5, 3, NaN, Infinity, -Infinity, -2.5, 1e-20];

const floats = (shape: Shape, first: number): HostTensor => ({
  dtype: 'float32',
  shape,
  data: Float64Array.from({ length: sizeOf(shape) }, (_, i) => {
    const plain = Math.fround(Math.sin(7.1 * i + first));
    return i % 3 === 0 ? awkward[(i + first) % awkward.length]! : plain;
  }),
});

/** What every random program takes. */
export const randomInputs: Readonly<Record<string, HostTensor>> = {
  matrix: floats([2, 3], 1),
  row: floats([1, 3], 2),
  cube: floats([2, 1, 3], 3),
  vector: floats([6], 4),
  scalar: floats([], 5),
  whole: { dtype: 'int32', shape: [2, 3], data: Int32Array.from([0, 1, -1, 5, 2, -7]) },
  flags: { dtype: 'bool', shape: [2, 3], data: Uint8Array.from([1, 0, 0, 1, 1, 0]) },
  counter: { dtype: 'int32', shape: [4], data: Int32Array.from([7, 1, 0, 2]) },
};

type Pick = (count: number) => number;

/** One step: makes something of what there is, or nothing where it does not fit. */
type Step = (recorder: Recorder, values: readonly Reference[], pick: Pick) => readonly Reference[];

const ofType =
  (
    dtype: string,
    minimumRank: number,
    run: (recorder: Recorder, x: Reference, pick: Pick, values: readonly Reference[]) => readonly Reference[],
  ): Step =>
  (recorder, values, pick) => {
    const { ops } = recorder;
    const fitting = values.filter(
      (x) => ops.dtype(x) === dtype && ops.shape(x).length >= minimumRank && sizeOf(ops.shape(x)) <= 200,
    );
    return fitting.length === 0 ? [] : run(recorder, fitting[pick(fitting.length)]!, pick, values);
  };

const doesBroadcast = (a: Shape, b: Shape): boolean =>
  a.length === b.length && a.every((extent, axis) => extent === b[axis] || extent === 1 || b[axis] === 1);

/** Another value that fits to x, or a constant. */
const partner = ({ ops }: Recorder, x: Reference, values: readonly Reference[], pick: Pick): Reference => {
  const fitting = values.filter(
    (y) => ops.dtype(y) === ops.dtype(x) && doesBroadcast(ops.shape(x), ops.shape(y)),
  );
  if (pick(2) === 0) return fitting[pick(fitting.length)]!;
  const shape = pick(2) === 0 ? ops.shape(x) : ops.shape(x).map(() => 1);
  const number = ops.dtype(x) === 'float32' ? awkward[pick(awkward.length)]! : pick(3);
  return ops.constant(ops.dtype(x) === 'bool' ? pick(2) : number, shape, ops.dtype(x));
};

const unary = [
  'neg',
  'abs',
  'sign',
  'exp',
  'tanh',
  'relu',
  'floor',
  'stop_gradient',
  'sqrt',
  'sigmoid',
] as const;
const binary = ['add', 'sub', 'mul', 'div', 'maximum', 'minimum'] as const;

const steps: readonly Step[] = [
  ofType('float32', 0, ({ emit }, x, pick) => emit(unary[pick(unary.length)]!, [x], {})),
  ofType('float32', 0, (recorder, x, pick, values) =>
    recorder.emit(binary[pick(binary.length)]!, [x, partner(recorder, x, values, pick)], {}),
  ),
  ofType('float32', 0, (recorder, x, pick, values) =>
    recorder.emit(binary[pick(binary.length)]!, [partner(recorder, x, values, pick), x], {}),
  ),
  ofType('int32', 0, (recorder, x, pick, values) =>
    recorder.emit(
      (['add', 'sub', 'mul', 'maximum'] as const)[pick(4)]!,
      [x, partner(recorder, x, values, pick)],
      {},
    ),
  ),
  ofType('float32', 0, (recorder, x, pick, values) =>
    recorder.emit(pick(2) === 0 ? 'less' : 'equal', [x, partner(recorder, x, values, pick)], {}),
  ),
  ofType('bool', 0, (recorder, x, pick, values) =>
    recorder.emit(pick(2) === 0 ? 'logical_and' : 'logical_or', [x, partner(recorder, x, values, pick)], {}),
  ),
  ofType('bool', 0, ({ emit }, x) => emit('logical_not', [x], {})),
  ofType('bool', 0, (recorder, condition, pick, values) => {
    const { ops, emit } = recorder;
    const fitting = values.filter(
      (y) => ops.dtype(y) === 'float32' && doesBroadcast(ops.shape(condition), ops.shape(y)),
    );
    if (fitting.length === 0) return [];
    const x = fitting[pick(fitting.length)]!;
    const y = partner(recorder, x, values, pick);
    return doesBroadcast(ops.shape(condition), ops.shape(y)) ? emit('select', [condition, x, y], {}) : [];
  }),
  ofType('bool', 0, ({ emit }, x, pick) => emit('cast', [x], { dtype: pick(2) === 0 ? 'float32' : 'int32' })),
  ofType('int32', 0, ({ emit }, x, pick) => emit('cast', [x], { dtype: pick(2) === 0 ? 'float32' : 'bool' })),
  ofType('float32', 0, ({ ops }, x, pick) => [
    ops.reshape(x, [[-1], [1, -1], [-1, 1], ops.shape(x)][pick(4)]!),
  ]),
  ofType('float32', 1, ({ ops, emit }, x, pick) => {
    const axes = ops.shape(x).map((_, axis) => axis);
    const by = pick(axes.length);
    return emit('transpose', [x], { permutation: [...axes.slice(by), ...axes.slice(0, by)] });
  }),
  ofType('float32', 1, ({ ops, emit }, x) =>
    emit('broadcast', [x], { shape: ops.shape(x).map((extent) => (extent === 1 ? 2 : extent)) }),
  ),
  ofType('float32', 1, ({ ops, emit }, x, pick) => {
    const axis = pick(ops.shape(x).length);
    const cut = (list: Shape, value: number) => list.map((each, index) => (index === axis ? value : each));
    const [extent, start] = [ops.shape(x)[axis]!, pick(Math.max(1, ops.shape(x)[axis]!))];
    if (extent === 0) return [];
    const attributes = {
      start: cut(
        ops.shape(x).map(() => 0),
        start,
      ),
      size: cut(ops.shape(x), Math.max(1, pick(extent - start + 1))),
    };
    return emit('slice', [x], { ...attributes, stride: ops.shape(x).map(() => 1) });
  }),
  ofType('float32', 1, ({ ops, emit }, x, pick) => {
    const some = () => ops.shape(x).map(() => pick(2));
    return emit('pad', [x, ops.constant(awkward[pick(3)]!)], { low: some(), high: some(), interior: some() });
  }),
  ofType('float32', 1, ({ ops, emit }, x, pick, values) => {
    const others = values.filter((y) => ops.dtype(y) === 'float32' && sameShape(ops.shape(y), ops.shape(x)));
    return emit('concat', [x, others[pick(others.length)]!, x].slice(0, 1 + pick(3)), {
      axis: pick(ops.shape(x).length),
    });
  }),
  ofType('float32', 1, ({ ops, emit }, x, pick) =>
    emit('reverse', [x], { axes: ops.shape(x).flatMap((_, axis) => (pick(2) === 0 ? [axis] : [])) }),
  ),
  ofType('float32', 1, ({ ops, emit }, x, pick) => {
    const axes = ops.shape(x).flatMap((_, axis) => (pick(2) === 0 ? [axis] : []));
    return emit(
      pick(2) === 0 && !axes.some((axis) => ops.shape(x)[axis] === 0) ? 'reduce_max' : 'reduce_sum',
      [x],
      { axes },
    );
  }),
  ofType('float32', 2, ({ ops }, x, pick) => [
    ops.matMul(x, pick(2) === 0 ? ops.transpose(x) : ops.add(ops.transpose(x), 0.5)),
  ]),
  ofType('float32', 2, ({ ops }, x, pick) => [
    ops.matMul(x, x, pick(2) === 0 ? { transposeA: true } : { transposeB: true }),
  ]),
  ofType('float32', 1, ({ ops }, x, pick) => [pick(2) === 0 ? ops.softmax(x) : ops.softplus(x)]),
  ofType('float32', 2, ({ ops }, x, pick) => {
    const isReversed = pick(2) === 0;
    const { carries, stacked } = ops.scan(
      { constants: [x], carries: [ops.sum(x), ops.zeros([])], sequences: [x], reverse: isReversed },
      ([whole], [sum, idle], [slice]) => {
        const invariant = ops.sum(ops.exp(ops.neg(whole!)));
        const next = ops.tanh(ops.add(sum!, ops.mul(ops.sum(slice!), invariant)));
        return { carries: [next, idle!], stacked: [next, ops.sub(slice!, 0), ops.add(sum!, 0)] };
      },
    );
    return [...carries, ...stacked];
  }),
  (recorder, values, pick) => {
    const counter = values.find(
      (x) => recorder.ops.dtype(x) === 'int32' && sameShape(recorder.ops.shape(x), [4]),
    )!;
    return recorder.emit('uniform', [counter], { shape: [2, 3], stream: pick(2) });
  },
  ({ ops }, _, pick) => [ops.iota([2, 3], pick(2))],
];

/** A program that a list of numbers decides about: any list makes one, and shorter lists make simpler ones. */
export const programOf = (choices: readonly number[]): Program =>
  record((recorder) => {
    let next = 0;
    const pick: Pick = (count) => (choices[next++] ?? 0) % count;
    const values = Object.entries(randomInputs).map(([name, { dtype, shape }]) =>
      recorder.input(name, 'batch', { dtype, shape }),
    );
    while (next < choices.length) values.push(...steps[pick(steps.length)]!(recorder, values, pick));
    // Every value in the open shows every mistake; only the last few leave work that is dead, and chains to fuse.
    const kept = pick(3) > 0 ? values : values.slice(-4).concat(values[pick(values.length)]!);
    kept.forEach((value, index) => recorder.output(`y${index}`, 'output', value));
  });
