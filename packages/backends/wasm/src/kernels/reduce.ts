import { type Shape, sizeOf, type TensorType } from '@neurite/contract';
import {
  add,
  type Body,
  countedLoop,
  f32x4,
  f64x2,
  i32,
  i32x4,
  type Local,
  sequence,
  shuffle32,
  type Statement,
  type V128,
  v128,
} from '../encoder/index.js';
import { addresses, type Kernel, type KernelOf, wordBytes } from './kernel.js';
import { nest } from './loops.js';
import { coalesce, stridesOf } from './space.js';

/**
 * Combines elements with accumulators of `width` vectors for each vector of elements. Sums of float32 are kept in float64:
 * two accumulators for four lanes. That costs a conversion, and makes the sum of 2²⁴ elements as exact as its rounding.
 */
interface Accumulation {
  readonly width: number;
  readonly start: V128;
  /** New accumulators from old ones and four elements. */
  take(accumulators: readonly V128[], x: V128): readonly V128[];
  /** Joins two sets of accumulators. */
  join(a: readonly V128[], b: readonly V128[]): readonly V128[];
  /** The four results, each lane on its own. */
  finish(accumulators: readonly V128[]): V128;
  /** The result over all lanes, in lane 0. */
  across(accumulators: readonly V128[], body: Body): { readonly run: Statement; readonly result: V128 };
}

const floatSum: Accumulation = {
  width: 2,
  start: f64x2.constant(0),
  take: ([low, high], x) => [
    f64x2.add(low!, f64x2.promoteLowF32x4(x)),
    f64x2.add(high!, f64x2.promoteLowF32x4(shuffle32(x, x, [2, 3, 0, 1]))),
  ],
  join: (a, b) => a.map((sum, i) => f64x2.add(sum, b[i]!)),
  finish: ([low, high]) => shuffle32(f32x4.demoteF64x2Zero(low!), f32x4.demoteF64x2Zero(high!), [0, 1, 4, 5]),
  across: ([low, high], body) => {
    const sum = body.local('v128');
    return {
      run: sum.set(f64x2.add(low!, high!)),
      result: f32x4.demoteF64x2Zero(f64x2.add(sum.get, shuffle32(sum.get, sum.get, [2, 3, 0, 1]))),
    };
  },
};

const lanewise = (start: V128, combine: (a: V128, b: V128) => V128): Accumulation => ({
  width: 1,
  start,
  take: ([all], x) => [combine(all!, x)],
  join: ([a], [b]) => [combine(a!, b!)],
  finish: ([all]) => all!,
  across: ([all], body) => {
    const [pairs, one] = [body.local('v128'), body.local('v128')];
    return {
      run: sequence(
        pairs.set(all!),
        one.set(combine(pairs.get, shuffle32(pairs.get, pairs.get, [2, 3, 0, 1]))),
      ),
      result: combine(one.get, shuffle32(one.get, one.get, [1, 0, 3, 2])),
    };
  },
});

const integerSum = lanewise(i32x4.constant(0), i32x4.add);
// f32x4.max gives NaN where either is NaN: NaN propagates through the whole reduction.
const floatMaximum = lanewise(f32x4.constant(-Infinity), f32x4.max);
const integerMaximum = lanewise(i32x4.constant(-0x80000000), i32x4.maxS);

/** The accumulators as locals. */
const accumulate = (body: Body, accumulation: Accumulation) => {
  const locals = Array.from({ length: accumulation.width }, () => body.local('v128'));
  const values = locals.map((local) => local.get);
  return {
    values,
    reset: sequence(...locals.map((local) => local.set(accumulation.start))),
    take: (x: V128): Statement =>
      sequence(...accumulation.take(values, x).map((value, i) => locals[i]!.set(value))),
    join: (other: readonly V128[]): Statement =>
      sequence(...accumulation.join(values, other).map((value, i) => locals[i]!.set(value))),
  };
};

/** The vectors of a cache line: so many columns are reduced side by side. */
const lineVectors = 4;

/** Rows are reduced with four independent sets of accumulators, to hide the latency of an addition. */
const chains = 4;

/** Reduces `count` neighbouring elements into `total`; single elements of the tail come in lane 0, the others neutral. */
const reduceRun = (
  body: Body,
  accumulation: Accumulation,
  from: Local<'i32'>,
  count: number,
  total: ReturnType<typeof accumulate>,
): Statement => {
  const vectors = Math.floor(count / 4);
  const grouped = vectors >= 2 * chains ? vectors - (vectors % chains) : 0;
  const sets = Array.from({ length: chains }, () => accumulate(body, accumulation));
  const x = body.local('v128');
  const takeFrom = (set: typeof total, at: Local<'i32'>, offset: number): Statement =>
    sequence(x.set(v128.load(i32.add(from.get, at.get), offset)), set.take(x.get));
  const neutral = body.local('v128');
  return sequence(
    ...(grouped === 0
      ? []
      : [
          ...sets.map((set) => set.reset),
          countedLoop(body, 0, 16 * grouped, 16 * chains, (at) =>
            sequence(...sets.map((set, i) => takeFrom(set, at, 16 * i))),
          ),
          ...sets.map((set) => total.join(set.values)),
        ]),
    countedLoop(body, 16 * grouped, 16 * vectors, 16, (at) => takeFrom(total, at, 0)),
    countedLoop(body, 16 * vectors, wordBytes * count, wordBytes, (at) =>
      sequence(
        // Other lanes repeat what changes nothing: 0 for sums, the element itself for maxima.
        neutral.set(
          accumulation.width === 2 || accumulation === integerSum
            ? v128.loadZero32(i32.add(from.get, at.get))
            : v128.loadSplat32(i32.add(from.get, at.get)),
        ),
        total.take(neutral.get),
      ),
    ),
  );
};

const reduction = (accumulation: Accumulation, x: TensorType, axes: Shape): Kernel => ({
  scratch: 0,
  define: ({ module }) =>
    module.function({ parameters: addresses(2) }, (body) => {
      const [from, to] = [body.parameter('i32', 0), body.parameter('i32', 1)];
      const kept = x.shape.map((extent, axis) => (axes.includes(axis) ? 1 : extent));
      const outStrides = stridesOf(kept).map((stride, axis) => (axes.includes(axis) ? 0 : stride));
      const size = sizeOf(kept);
      if (size === 0) return sequence();
      if (sizeOf(x.shape) === 0) {
        // A sum over nothing is 0; maxima over nothing do not exist.
        return countedLoop(body, 0, size * wordBytes, wordBytes, (at) =>
          i32.store(i32.add(to.get, at.get), i32.constant(0)),
        );
      }
      const space = coalesce({ extents: x.shape, strides: [stridesOf(x.shape), outStrides] });
      const [inStrides, targetStrides] = space.strides as [readonly number[], readonly number[]];
      const all = space.extents.map((extent, axis) => ({
        extent,
        from: inStrides[axis]!,
        to: targetStrides[axis]!,
      }));
      const reduced = all.filter((axis) => axis.to === 0);
      const remaining = all.filter((axis) => axis.to !== 0);
      const total = accumulate(body, accumulation);
      const cursors = (list: typeof all) => [
        { pointer: from, strides: list.map((axis) => axis.from) },
        { pointer: to, strides: list.map((axis) => axis.to) },
      ];
      const source = (list: typeof all) => [{ pointer: from, strides: list.map((axis) => axis.from) }];
      const extentsOf = (list: typeof all) => list.map((axis) => axis.extent);

      const inner = all.at(-1);
      if (inner === undefined || inner.to === 0) {
        // The innermost axis goes: each result is the sum of runs.
        const outerReduced = reduced.slice(0, -1);
        const across = accumulation.across(total.values, body);
        return nest(body, extentsOf(remaining), cursors(remaining), () =>
          sequence(
            total.reset,
            nest(body, extentsOf(outerReduced), source(outerReduced), () =>
              reduceRun(body, accumulation, from, inner?.extent ?? 1, total),
            ),
            across.run,
            v128.storeLane32(to.get, across.result, 0),
          ),
        );
      }
      // The innermost axis stays: each lane is a result of its own. Several vectors at a time use whole lines of the cache.
      const outer = remaining.slice(0, -1);
      const columns = (vectors: number, count: 1 | 4): Statement => {
        const totals = Array.from({ length: vectors }, () => accumulate(body, accumulation));
        const load = (i: number) => (count === 4 ? v128.load(from.get, 16 * i) : v128.loadZero32(from.get));
        const put = (i: number) => {
          const result = accumulation.finish(totals[i]!.values);
          return count === 4 ? v128.store(to.get, result, 16 * i) : v128.storeLane32(to.get, result, 0);
        };
        return sequence(
          ...totals.map(({ reset }) => reset),
          nest(body, extentsOf(reduced), source(reduced), () =>
            sequence(...totals.map(({ take }, i) => take(load(i)))),
          ),
          ...totals.map((_, i) => put(i)),
          add(from, vectors * count * wordBytes),
          add(to, vectors * count * wordBytes),
        );
      };
      const wide = Math.floor(inner.extent / (4 * lineVectors));
      const narrow = Math.floor(inner.extent / 4) - wide * lineVectors;
      return nest(body, extentsOf(outer), cursors(outer), () =>
        sequence(
          countedLoop(body, 0, wide, 1, () => columns(lineVectors, 4)),
          narrow === 0 ? sequence() : columns(narrow, 4),
          countedLoop(body, 0, inner.extent % 4, 1, () => columns(1, 1)),
          add(from, -inner.extent * wordBytes),
          add(to, -inner.extent * wordBytes),
        ),
      );
    }),
});

export const reduceSum: KernelOf<'reduce_sum'> = ({ axes }, [x]) =>
  reduction(x!.dtype === 'float32' ? floatSum : integerSum, x!, axes);

export const reduceMax: KernelOf<'reduce_max'> = ({ axes }, [x]) =>
  reduction(x!.dtype === 'float32' ? floatMaximum : integerMaximum, x!, axes);
