import { sizeOf, type Shape, type TensorType } from '@neurite/contract';
import type { Texture } from '../device/texture.js';
import { indexing, stridesOf, unravel } from '../glsl/coordinates.js';
import { functions } from '../glsl/functions.js';
import { literal } from '../glsl/literal.js';
import { shader, type Shader } from '../glsl/shader.js';
import { fill } from './elementwise.js';
import { chain, single, type Kernels, type Launch } from './kernel.js';

// A reduction of n elements goes in rounds: one shader adds up to `share` elements for each of its results. Short sums keep all
// cores of the GPU at work, and their errors grow with log n instead of n.
const share = 64;
/** Up to this many elements one round is enough. */
const atOnce = 4 * share;

interface Fold {
  readonly start: string;
  readonly functions: readonly string[];
  /** A statement that takes `next` into `value`. */
  readonly step: string;
}
const sum: Fold = { start: '0.', functions: [], step: 'value += next;' };
const largest: Fold = {
  start: literal(-Infinity),
  functions: functions(['beats']),
  step: 'if (beats(next, value)) value = next;',
};

/** The axes of x that stay, then those that go, as extents and strides in x. */
const split = (shape: Shape, axes: Shape) => {
  const strides = stridesOf(shape);
  const pick = (gone: boolean) => {
    const chosen = shape.map((_, axis) => axis).filter((axis) => axes.includes(axis) === gone);
    return { shape: chosen.map((axis) => shape[axis]!), strides: chosen.map((axis) => strides[axis]!) };
  };
  return { kept: pick(false), gone: pick(true) };
};

/** From x to [kept, parts]: each part folds `share` of the elements along `axes`. */
const firstRound = (fold: Fold, x: TensorType, axes: Shape, length: number): { launch: Launch; parts: number } => {
  const { kept, gone } = split(x.shape, axes);
  const count = sizeOf(gone.shape);
  const parts = Math.ceil(count / length);
  const rows = sizeOf(kept.shape);
  const from = indexing(kept.shape, [{ offset: 0, strides: kept.strides }]);
  const within = indexing(gone.shape, [{ offset: 0, strides: gone.strides }]);
  // Both pieces of text speak of their index as `i`, and name coordinates alike: each gets a function of its own.
  const offsets = `int rowAt(int i) { ${from.body} return ${from.indices[0]}; }
int elementAt(int i) { ${within.body} return ${within.indices[0]}; }`;
  const code = shader({
    inputs: 1,
    size: rows * parts,
    functions: [...fold.functions, offsets],
    body: `int first = rowAt(${parts === 1 ? 'i' : `i / ${parts}`});
  int begin = ${parts === 1 ? '0' : `(i % ${parts}) * ${length}`};
  float value = ${fold.start};
  for (int n = 0; n < ${Math.min(length, count)}; n++) {
    ${count % length === 0 || parts === 1 ? '' : `if (begin + n >= ${count}) break;`}
    float next = x0(first + elementAt(begin + n));
    ${fold.step}
  }`,
    result: 'value',
  });
  return { launch: single(code, x), parts };
};

const reduce = (fold: Fold, x: TensorType, axes: Shape): Launch => {
  const count = sizeOf(axes.map((axis) => x.shape[axis]!));
  const { launch, parts } = firstRound(fold, x, axes, count <= atOnce ? atOnce : share);
  if (parts === 1) return launch;
  const rows = sizeOf(x.shape) / count;
  return chain(launch, reduce(fold, { dtype: x.dtype, shape: [rows, parts] }, [1]));
};

export const sumOver = (x: TensorType, axes: Shape): Launch => reduce(sum, x, axes);

/** `[outer, extent, inner]` around an axis. */
export const around = (shape: Shape, axis: number): readonly [outer: number, extent: number, inner: number] => [
  sizeOf(shape.slice(0, axis)),
  shape[axis]!,
  sizeOf(shape.slice(axis + 1)),
];

/** The place of the first maximum among [outer, extent, inner], by rounds: parts give candidates, which are compared again. */
const argmax = (outer: number, extent: number, inner: number): Launch => {
  const round = (count: number, withCandidates: boolean): { launch: Launch; parts: number } => {
    const length = count <= atOnce ? count : share;
    const parts = Math.ceil(count / length);
    const shape = [outer, parts, inner];
    const candidate = withCandidates ? `int(x1((n0 * ${count} + n) * ${inner} + n2))` : 'n';
    const code = shader({
      inputs: withCandidates ? 2 : 1,
      size: sizeOf(shape),
      functions: functions(['beats']),
      body: `${unravel('i', shape, ['n0', 'n1', 'n2'])}
  int best = -1;
  float value = 0.;
  for (int n = n1 * ${length}; n < min((n1 + 1) * ${length}, ${count}); n++) {
    int place = ${candidate};
    float next = x0((n0 * ${extent} + place) * ${inner} + n2);
    if (best < 0 || beats(next, value)) { best = place; value = next; }
  }`,
      result: 'float(best)',
    });
    return { launch: single(code, { dtype: 'int32', shape }), parts };
  };
  const rounds: Launch[] = [];
  for (let count = extent; rounds.length === 0 || count > 1; ) {
    const { launch, parts } = round(count, rounds.length > 0);
    rounds.push(launch);
    count = parts;
  }
  return (gpu, [x]) =>
    rounds.reduce<ReturnType<Launch>>((candidates, launch) => {
      const next = launch(gpu, [x!, ...candidates]);
      candidates.forEach(gpu.release);
      return next;
    }, []);
};

/** Running sums by doubling: in round r every element adds the one 2ʳ places before it. */
const cumulate = (type: TensorType, axis: number, reverse: boolean, exclusive: boolean): Launch => {
  const [outer, extent, inner] = around(type.shape, axis);
  const shifted = (own: string): Shader =>
    shader({
      inputs: 1,
      size: sizeOf(type.shape),
      uniforms: ['shift'],
      body: `${unravel('i', [outer, extent, inner], ['n0', 'n1', 'n2'])}
  int before = n1 ${reverse ? '+' : '-'} shift;
  bool inside = before >= 0 && before < ${extent};`,
      result: `${own}(inside ? x0((n0 * ${extent} + before) * ${inner} + n2) : 0.)`,
    });
  const doubling = shifted('x0(i) + ');
  const moved = shifted('');
  return (gpu, [x]) => {
    let sums = exclusive ? gpu.run(moved, type.dtype, [x!], [1]) : gpu.retain(x!);
    for (let shift = 1; shift < extent; shift *= 2) {
      const next = gpu.run(doubling, type.dtype, [sums], [shift]);
      gpu.release(sums);
      sums = next;
    }
    return [sums];
  };
};

/** The k largest of each row: k rounds, each of which finds the best of those after the last one found. */
const topK = (x: TensorType, k: number): Launch => {
  const extent = x.shape.at(-1)!;
  const rows = sizeOf(x.shape) / Math.max(1, extent);
  const search = shader({
    inputs: 2,
    size: rows * k,
    uniforms: ['round'],
    functions: functions(['beats']),
    body: `int row = i / ${k};
  int column = i % ${k};
  float found = x1(i);
  if (column == round) {
    int last = round == 0 ? -1 : int(x1(i - 1));
    float bound = last < 0 ? 0. : x0(row * ${extent} + last);
    int best = -1;
    float value = 0.;
    for (int n = 0; n < ${extent}; n++) {
      float next = x0(row * ${extent} + n);
      // Taken already: larger than the last one found, or equal and not after it.
      if (last >= 0 && (beats(next, bound) || (!beats(bound, next) && n <= last))) continue;
      if (best < 0 || beats(next, value)) { best = n; value = next; }
    }
    found = float(best);
  }`,
    result: 'found',
  });
  const read = shader({ inputs: 2, size: rows * k, result: `x0((i / ${k}) * ${extent} + int(x1(i)))` });
  const none = fill({ dtype: 'int32', shape: [rows, k] }, 0);
  return (gpu, [values]) => {
    let [places] = none(gpu, []) as [Texture];
    for (let round = 0; round < k; round++) {
      const next = gpu.run(search, 'int32', [values!, places], [round]);
      gpu.release(places);
      places = next;
    }
    return [gpu.run(read, x.dtype, [values!, places]), places];
  };
};

export const reductionKernels: Kernels<'reduce_sum' | 'reduce_max' | 'argmax' | 'cumsum' | 'top_k'> = {
  reduce_sum: ({ axes }, [x], [y]) =>
    sizeOf(x!.shape) === 0 ? fill(y!, 0) : reduce(sum, x!, axes),
  reduce_max: ({ axes }, [x]) => reduce(largest, x!, axes),
  argmax: ({ axis }, [x]) => argmax(...around(x!.shape, axis)),
  cumsum: ({ axis, reverse, exclusive }, [x]) => cumulate(x!, axis, reverse, exclusive),
  top_k: ({ k }, [x]) => topK(x!, k),
};
