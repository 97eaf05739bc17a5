import type { Dtype, Shape, TensorType } from './tensor.js';

/** An index into `Program.values`. */
export type Value = number;

/** `[before, after]` for each spatial axis. */
export type Padding = readonly (readonly [before: number, after: number])[];

/** A window that slides over the spatial axes of `[batch, ...spatial, channels]`. */
export interface Window {
  readonly size: Shape;
  readonly strides: Shape;
  readonly padding: Padding;
}

/**
 * A convolution of x `[batch, ...spatial, channels]` with kernel `[...size, channels / groups, filters]`
 * to `[batch, ...out, filters]`, where `out = ⌊(spatial + before + after − dilation·(size − 1) − 1) / stride⌋ + 1`.
 * As everywhere in the field this is a cross-correlation. Padding may be negative (it crops): input gradients need it.
 */
export interface Convolution {
  readonly strides: Shape;
  readonly padding: Padding;
  readonly dilation: Shape;
  readonly groups: number;
}

type None = Readonly<Record<never, never>>;

/**
 * The table of primitives: name → static attributes. Everything else is derived from it.
 *
 * Binary and ternary operands have equal rank and equal dtype, and extents of 1 broadcast; nothing is promoted.
 * Comparisons give bool. Arithmetic works on float32 and int32; transcendental functions on float32 only.
 */
export interface Attributes {
  // Sources. `constant.data` is row-major, or one number that fills the shape.
  constant: { readonly type: TensorType; readonly data: readonly number[] | number };
  /** Counts 0, 1, 2, … along `axis`. */
  iota: { readonly type: TensorType; readonly axis: number };
  /** Uniform float32 in [0, 1) from input `counter: int32[4]` = [seed, step, microbatch, iteration]; see program/random. */
  uniform: { readonly shape: Shape; readonly stream: number };

  // Unary.
  neg: None;
  abs: None;
  sign: None;
  exp: None;
  expm1: None;
  log: None;
  log1p: None;
  sqrt: None;
  rsqrt: None;
  sin: None;
  cos: None;
  tanh: None;
  sigmoid: None;
  relu: None;
  erf: None;
  floor: None;
  is_finite: None;
  logical_not: None;
  stop_gradient: None;
  /** float → int truncates towards zero; anything → bool is `≠ 0`. */
  cast: { readonly dtype: Dtype };

  // Binary and ternary. `div` of int32 floors; maximum and minimum give NaN where either operand is NaN.
  add: None;
  sub: None;
  mul: None;
  div: None;
  pow: None;
  maximum: None;
  minimum: None;
  equal: None;
  less: None;
  logical_and: None;
  logical_or: None;
  /** select(condition: bool, whenTrue, whenFalse). */
  select: None;

  // Reductions drop the reduced axes. `argmax` gives int32 and the first of equals; `top_k` works on the last axis and gives (values, int32 indices).
  reduce_sum: { readonly axes: Shape };
  reduce_max: { readonly axes: Shape };
  argmax: { readonly axis: number };
  cumsum: { readonly axis: number; readonly reverse: boolean; readonly exclusive: boolean };
  top_k: { readonly k: number };

  // Shape and index.
  reshape: { readonly shape: Shape };
  transpose: { readonly permutation: Shape };
  /** Same rank; axes of extent 1 grow to `shape`. */
  broadcast: { readonly shape: Shape };
  /** `size` elements from `start`, every `stride`-th, for each axis. */
  slice: { readonly start: Shape; readonly size: Shape; readonly stride: Shape };
  /** pad(x, value: scalar): `low` and `high` may be negative; `interior` puts that many between neighbours. */
  pad: { readonly low: Shape; readonly high: Shape; readonly interior: Shape };
  concat: { readonly axis: number };
  reverse: { readonly axes: Shape };
  /** gather(x, indices: int32 of any rank): x's `axis` is replaced by the axes of `indices`. Out of range gives NaN (0 for int32, false for bool). */
  gather: { readonly axis: number };
  /** scatter_add(indices, updates): the transpose of gather; a tensor of zeros whose `axis` has extent `size`; duplicates add up; out of range is dropped. */
  scatter_add: { readonly axis: number; readonly size: number };

  // Linear. matmul is batched over leading axes, which have equal rank and broadcast where 1.
  matmul: { readonly transposeA: boolean; readonly transposeB: boolean };
  /** conv(x, kernel). */
  conv: Convolution;
  /** conv_input(gradient, kernel): the transpose of conv in x; `shape` is the shape of x. */
  conv_input: Convolution & { readonly shape: Shape };
  /** conv_kernel(x, gradient): the transpose of conv in kernel; `shape` is the shape of kernel. */
  conv_kernel: Convolution & { readonly shape: Shape };
  /** Sums over windows, padding counts as 0; window_spread is its transpose and `shape` the shape of x. */
  window_sum: Window;
  window_spread: Window & { readonly shape: Shape };
  /** window_pick(x, u): for each window, u at the place where x has its (first) maximum; padding never wins. window_pick(x, x) is max pooling. */
  window_pick: Window;
  /** window_place(x, v): the transpose of window_pick in u: v of each window is added where x has its (first) maximum; shape of x. */
  window_place: Window;

  // Structure.
  /**
   * scan(...constants, ...carries, ...sequences) → (...carries, ...stacked). The body takes (constants, carries, one slice of
   * each sequence along axis 0) and gives (carries, slices to stack along axis 0). `reverse` runs from the last slice to the first;
   * stacked outputs keep their places.
   */
  scan: {
    readonly body: Program;
    readonly constants: number;
    readonly carries: number;
    readonly length: number;
    readonly reverse: boolean;
  };
  /** A named sub-program: a backend that lists `name` among its composites takes it whole, others inline the body. */
  composite: { readonly name: string; readonly body: Program };
}

export type Primitive = keyof Attributes;

/** One operation in SSA form: every value is written exactly once, before it is read. */
export type Op<P extends Primitive = Primitive> = {
  readonly [K in P]: {
    readonly primitive: K;
    readonly inputs: readonly Value[];
    readonly attributes: Attributes[K];
    readonly outputs: readonly Value[];
    /** An index into `Program.origins`. */
    readonly origin: number;
  };
}[P];

export type Role =
  | 'parameter' // trainable, or frozen and so never differentiated
  | 'statistic' // state that a layer keeps, such as moving means
  | 'slot' // an optimizer's memory of a parameter
  | 'batch' // a field of the examples
  | 'weight' // the weight of each example, [batch]; 0 for padding
  | 'scalar' // a host scalar such as the rate
  | 'counter' // int32[4]: seed, step, microbatch, iteration
  | 'gradient'
  | 'output'
  | 'metric' // a sum over the batch
  | 'finding' // what a probe saw
  | 'residual';

export interface Port {
  readonly name: string;
  readonly role: Role;
  readonly value: Value;
}

/** Where an operation comes from: a layer's path, and its line in the source. */
export interface Origin {
  readonly path: string;
  readonly source?: string;
  readonly line?: number;
}

/** A frozen, static-shaped list of primitive operations; what machines run. Serialises to JSON. */
export interface Program {
  readonly values: readonly TensorType[];
  readonly ops: readonly Op[];
  readonly inputs: readonly Port[];
  readonly outputs: readonly Port[];
  /** Pairs of ports (indices) of one type: the input's memory may be reused for the output; see Executable.run. */
  readonly donated: readonly (readonly [input: number, output: number])[];
  readonly origins: readonly Origin[];
}
