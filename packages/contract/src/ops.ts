import type { Convolution, Window } from './program.js';
import type { Dtype, Shape } from './tensor.js';

/** A tensor, or a number that takes the other operand's dtype. */
export type Operand<T> = T | number;
export type Axes = number | Shape;

/**
 * What a plugin may call. T is a tensor of tfjs, or a recorder's reference: never a number, so a definition cannot look at values.
 * Ranks align at the trailing axes, as in NumPy; dtypes never mix. Axes may be negative. `shape` is static.
 * Every function here is made of the primitives of program.ts, and so can be differentiated.
 */
export interface Ops<T> {
  shape(x: T): Shape;
  dtype(x: T): Dtype;

  constant(data: number | readonly number[], shape?: Shape, dtype?: Dtype): T;
  zeros(shape: Shape, dtype?: Dtype): T;
  ones(shape: Shape, dtype?: Dtype): T;
  /** 0, 1, 2, … along `axis` (default 0). */
  iota(shape: Shape, axis?: number, dtype?: Dtype): T;

  neg(x: T): T;
  abs(x: T): T;
  sign(x: T): T;
  exp(x: T): T;
  expm1(x: T): T;
  log(x: T): T;
  log1p(x: T): T;
  sqrt(x: T): T;
  rsqrt(x: T): T;
  square(x: T): T;
  reciprocal(x: T): T;
  sin(x: T): T;
  cos(x: T): T;
  tanh(x: T): T;
  sigmoid(x: T): T;
  relu(x: T): T;
  erf(x: T): T;
  floor(x: T): T;
  /** ln(1 + eˣ), without overflow. */
  softplus(x: T): T;
  isFinite(x: T): T;
  logicalNot(x: T): T;
  stopGradient(x: T): T;
  cast(x: T, dtype: Dtype): T;

  add(a: Operand<T>, b: Operand<T>): T;
  sub(a: Operand<T>, b: Operand<T>): T;
  mul(a: Operand<T>, b: Operand<T>): T;
  div(a: Operand<T>, b: Operand<T>): T;
  pow(a: Operand<T>, b: Operand<T>): T;
  maximum(a: Operand<T>, b: Operand<T>): T;
  minimum(a: Operand<T>, b: Operand<T>): T;
  clip(x: T, low: number, high: number): T;
  equal(a: Operand<T>, b: Operand<T>): T;
  notEqual(a: Operand<T>, b: Operand<T>): T;
  less(a: Operand<T>, b: Operand<T>): T;
  lessEqual(a: Operand<T>, b: Operand<T>): T;
  greater(a: Operand<T>, b: Operand<T>): T;
  greaterEqual(a: Operand<T>, b: Operand<T>): T;
  logicalAnd(a: T, b: T): T;
  logicalOr(a: T, b: T): T;
  where(condition: T, whenTrue: Operand<T>, whenFalse: Operand<T>): T;

  /** Reductions over all axes unless some are named. */
  sum(x: T, axes?: Axes, keep?: boolean): T;
  mean(x: T, axes?: Axes, keep?: boolean): T;
  max(x: T, axes?: Axes, keep?: boolean): T;
  min(x: T, axes?: Axes, keep?: boolean): T;
  /** The mean squared distance from the mean (divided by n, not n − 1). */
  variance(x: T, axes?: Axes, keep?: boolean): T;
  argmax(x: T, axis?: number): T;
  cumsum(x: T, axis?: number, options?: { readonly reverse?: boolean; readonly exclusive?: boolean }): T;
  topK(x: T, k: number): { readonly values: T; readonly indices: T };
  logSumExp(x: T, axes?: Axes, keep?: boolean): T;
  softmax(x: T, axis?: number): T;
  logSoftmax(x: T, axis?: number): T;
  /** int32 → float32 with a new last axis of extent `classes`. */
  oneHot(indices: T, classes: number): T;

  /** One extent may be −1: it takes what is left. */
  reshape(x: T, shape: Shape): T;
  /** Without a permutation, swaps the last two axes. */
  transpose(x: T, permutation?: Shape): T;
  /** To `shape`, from any shape that aligns with it at the trailing axes. */
  broadcastTo(x: T, shape: Shape): T;
  expand(x: T, axis: number): T;
  squeeze(x: T, axes: Axes): T;
  /** `size` −1 takes all that is left of that axis. */
  slice(x: T, start: Shape, size: Shape, stride?: Shape): T;
  pad(x: T, low: Shape, high: Shape, options?: { readonly value?: number; readonly interior?: Shape }): T;
  concat(xs: readonly T[], axis: number): T;
  stack(xs: readonly T[], axis: number): T;
  /** Into `parts` equal parts, or parts of the given extents. */
  split(x: T, parts: number | Shape, axis: number): readonly T[];
  reverse(x: T, axes: Axes): T;
  gather(x: T, indices: T, axis?: number): T;
  scatterAdd(indices: T, updates: T, size: number, axis?: number): T;

  /** Batched over leading axes, which broadcast. A vector operand is not special: give ranks of at least 2. */
  matMul(a: T, b: T, options?: { readonly transposeA?: boolean; readonly transposeB?: boolean }): T;
  conv(x: T, kernel: T, convolution: Convolution): T;
  /** The transpose of `conv`: x has the shape of its result, `shape` is the shape of its input. */
  convTranspose(x: T, kernel: T, convolution: Convolution, shape: Shape): T;
  windowSum(x: T, window: Window): T;
  /** Each element of x goes to all places of its window; the transpose of `windowSum`. */
  windowSpread(x: T, window: Window, shape: Shape): T;
  maxPool(x: T, window: Window): T;
  /** Puts x back where `like` had its maxima when it was pooled. */
  maxUnpool(x: T, like: T, window: Window): T;

  /** A loop over axis 0 of `sequences` that carries values along; see `scan` in program.ts. */
  scan(
    options: {
      readonly constants?: readonly T[];
      readonly carries: readonly T[];
      readonly sequences: readonly T[];
      readonly reverse?: boolean;
      /** Needed only where there are no sequences. */
      readonly length?: number;
    },
    body: (
      constants: readonly T[],
      carries: readonly T[],
      slices: readonly T[],
    ) => { readonly carries: readonly T[]; readonly stacked: readonly T[] },
  ): { readonly carries: readonly T[]; readonly stacked: readonly T[] };

  /** Marks a part as one named thing, which a backend may have whole. */
  composite(name: string, inputs: readonly T[], body: (inputs: readonly T[]) => readonly T[]): readonly T[];
}
