import type { Context, Ops } from '@neurite/contract';

// Far below every score, and finite, so that a row in which nothing is allowed gives a mean and not NaN.
const forbidden = -1e9;

/** `[batch, time, heads · size]` → `[batch, heads, time, size]`. */
export const splitHeads = <T>(x: T, heads: number, ops: Ops<T>): T => {
  const [batch, time, channels] = ops.shape(x) as readonly [number, number, number];
  return ops.transpose(ops.reshape(x, [batch, time, heads, channels / heads]), [0, 2, 1, 3]);
};

/** `[batch, heads, time, size]` → `[batch, time, heads · size]`. */
export const joinHeads = <T>(x: T, ops: Ops<T>): T => {
  const [batch, heads, time, size] = ops.shape(x) as readonly [number, number, number, number];
  return ops.reshape(ops.transpose(x, [0, 2, 1, 3]), [batch, time, heads * size]);
};

/** `x · W + b` at every time; without a bias where it is undefined. */
export const project = <T>(x: T, kernel: T, maybeBias: T | undefined, ops: Ops<T>): T => {
  const shape = ops.shape(x);
  const product = ops.matMul(ops.reshape(x, [-1, shape.at(-1)!]), kernel);
  const y = maybeBias === undefined ? product : ops.add(product, maybeBias);
  return ops.reshape(y, [...shape.slice(0, -1), ops.shape(kernel)[1]!]);
};

interface Heads<T> {
  /** `[batch, heads, time, size]`. */
  readonly query: T;
  /** `[batch, heads / groups, places, size]`. */
  readonly key: T;
  /** The same, of any size. */
  readonly value: T;
}

/** The option of all attention that drops some of its weights. */
export const attentionDropout = {
  type: 'float',
  default: 0,
  minimum: 0,
  below: 1,
  doc: 'The probability of each weight of the mean to be dropped in training; the others are divided by 1 less this.',
} as const;

interface Mixing<T> extends Pick<Context<T>, 'ops' | 'training' | 'random'> {
  readonly options: { readonly dropout: number };
}

const dropped = <T>(weights: T, { ops, options: { dropout }, training, random }: Mixing<T>): T => {
  if (!training || dropout === 0) return weights;
  const kept = ops.greaterEqual(random('weights', ops.shape(weights)), dropout);
  return ops.mul(ops.mul(weights, ops.cast(kept, 'float32')), 1 / (1 - dropout));
};

/** `softmax(QKᵀ/√d) · V`; `allowed` broadcasts over `[batch, heads, time, places]`. */
export const attend = <T>(
  { query, key, value }: Heads<T>,
  maybeAllowed: T | undefined,
  context: Mixing<T>,
): T => {
  const { ops } = context;
  const [batch, heads, time, size] = ops.shape(query) as readonly [number, number, number, number];
  const [, keyHeads, places] = ops.shape(key) as readonly [number, number, number, number];
  // Query heads that share a key head lie one after the other, as more times of that head.
  const rows = ops.reshape(query, [batch, keyHeads, (heads / keyHeads) * time, size]);
  const scores = ops.mul(ops.matMul(rows, key, { transposeB: true }), 1 / Math.sqrt(size));
  const byHead = ops.reshape(scores, [batch, heads, time, places]);
  const masked = maybeAllowed === undefined ? byHead : ops.where(maybeAllowed, byHead, forbidden);
  const weights = ops.reshape(ops.softmax(masked, -1), [batch, keyHeads, (heads / keyHeads) * time, places]);
  return ops.reshape(ops.matMul(dropped(weights, context), value), [
    batch,
    heads,
    time,
    ops.shape(value)[3]!,
  ]);
};

/** `[1, 1, time, time]`: each time sees itself and what was before. */
export const causal = <T>(time: number, ops: Ops<T>): T =>
  ops.greaterEqual(ops.iota([1, 1, time, 1], 2, 'int32'), ops.iota([1, 1, 1, time], 3, 'int32'));

/** A mask of places `[batch, places]` for all heads and times. */
export const ofPlaces = <T>(mask: T, ops: Ops<T>): T => {
  const [batch, places] = ops.shape(mask) as readonly [number, number];
  return ops.reshape(mask, [batch, 1, 1, places]);
};

/** Both conditions, as far as they are there. */
export const both = <T>(a: T | undefined, b: T | undefined, ops: Ops<T>): T | undefined =>
  a === undefined ? b : b === undefined ? a : ops.logicalAnd(a, b);
