import { sizeOf, type Shape, type TensorType } from '@neurite/contract';
import { indexing, stridesOf } from '../glsl/coordinates.js';
import { functions } from '../glsl/functions.js';
import { literal } from '../glsl/literal.js';
import { shader } from '../glsl/shader.js';
import { fill } from './elementwise.js';
import { chain, single, type Kernels, type Launch } from './kernel.js';
import { atOnce, share } from './rounds.js';

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
const firstRound = (
  fold: Fold,
  x: TensorType,
  axes: Shape,
  length: number,
): { launch: Launch; parts: number } => {
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

export const reductionKernels: Kernels<'reduce_sum' | 'reduce_max'> = {
  reduce_sum: ({ axes }, [x], [y]) => (sizeOf(x!.shape) === 0 ? fill(y!, 0) : reduce(sum, x!, axes)),
  reduce_max: ({ axes }, [x]) => reduce(largest, x!, axes),
};
