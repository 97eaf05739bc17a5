import {
  add,
  type Body,
  countedLoop,
  f32x4,
  f64x2,
  i32,
  i32x4,
  type Local,
  select,
  sequence,
  shuffle32,
  type Statement,
  type V128,
  v128,
  when,
  whileLoop,
} from '../../src/encoder/index.js';
import { log } from '../../src/math/logarithm.js';
import type { Unit } from '../../src/math/index.js';
import {
  advance,
  along,
  type Count,
  exported,
  loadWords,
  putWords,
  type Spot,
  storeWords,
  words,
  wordsOf,
} from './pieces.js';
import { powerBelowOne } from './power.js';

/** Puts elements together, in accumulators for four lanes. */
interface Accumulator {
  readonly reset: Statement;
  /** `x` is evaluated more than once; lanes behind `count` are 0. */
  take(x: V128, count: Count): Statement;
  /** Takes in what another one has gathered. */
  join(other: Accumulator): Statement;
  /** What it is made of. */
  readonly parts: readonly Local<'v128'>[];
  /** The result of each lane. */
  readonly each: V128;
  /** The result of all lanes together, in every lane: a statement, and where it is then. */
  readonly all: { readonly run: Statement; readonly result: V128 };
}

const swapped = (x: V128): V128 => shuffle32(x, x, [2, 3, 0, 1]);
const alternated = (x: V128): V128 => shuffle32(x, x, [1, 0, 3, 2]);
const firstOf = (x: V128): V128 => shuffle32(x, x, [0, 0, 0, 0]);

/** Sums in float64: as exact as their rounding, however many. */
const sum = (body: Body): Accumulator => {
  const [low, high, total] = [body.local('v128'), body.local('v128'), body.local('v128')];
  return {
    parts: [low, high],
    reset: sequence(low.set(f64x2.constant(0)), high.set(f64x2.constant(0))),
    take: (x, count) =>
      sequence(
        low.set(f64x2.add(low.get, f64x2.promoteLowF32x4(x))),
        ...(count === 4 ? [high.set(f64x2.add(high.get, f64x2.promoteLowF32x4(swapped(x))))] : []),
      ),
    join: ({ parts }) =>
      sequence(...[low, high].map((part, k) => part.set(f64x2.add(part.get, parts[k]!.get)))),
    each: shuffle32(f32x4.demoteF64x2Zero(low.get), f32x4.demoteF64x2Zero(high.get), [0, 1, 4, 5]),
    all: {
      run: sequence(
        total.set(f64x2.add(low.get, high.get)),
        total.set(firstOf(f32x4.demoteF64x2Zero(f64x2.add(total.get, swapped(total.get))))),
      ),
      result: total.get,
    },
  };
};

/** Maxima; NaN where there is one. The machine's own maximum passes over NaN, which a mask remembers. */
const maximum = (body: Body): Accumulator => {
  const [best, bad] = [body.local('v128'), body.local('v128')];
  const larger = (x: V128): Statement => best.set(f32x4.pseudoMax(best.get, x));
  return {
    parts: [best, bad],
    reset: sequence(best.set(f32x4.constant(-Infinity)), bad.set(i32x4.constant(0))),
    take: (x, count) => {
      const given = count === 4 ? x : firstOf(x);
      return sequence(larger(given), bad.set(v128.or(bad.get, f32x4.ne(given, given))));
    },
    join: ({ parts: [other, otherBad] }) =>
      sequence(larger(other!.get), bad.set(v128.or(bad.get, otherBad!.get))),
    each: v128.or(best.get, bad.get),
    all: {
      run: sequence(
        larger(swapped(best.get)),
        larger(alternated(best.get)),
        bad.set(v128.or(bad.get, swapped(bad.get))),
        bad.set(v128.or(bad.get, alternated(bad.get))),
      ),
      result: v128.or(best.get, bad.get),
    },
  };
};

/** Accumulates a row into one result, by several accumulators that need not wait for each other. */
const gathered = (
  body: Body,
  make: (body: Body) => Accumulator,
  count: Local<'i32'>,
  element: (spot: Spot) => V128,
): { readonly run: Statement; readonly result: V128 } => {
  const all = Array.from({ length: 4 }, () => make(body));
  const [one, ...others] = all as [Accumulator, ...Accumulator[]];
  const x = body.local('v128');
  return {
    run: sequence(
      ...all.map(({ reset }) => reset),
      along(
        body,
        count,
        (spot) => sequence(x.set(element(spot)), all[spot.offset / 16]!.take(x.get, spot.count)),
        4,
      ),
      ...others.map((other) => one.join(other)),
      one.all.run,
    ),
    result: one.all.result,
  };
};

/** (outer, count, inner, x, y): x [outer, count, inner] → y [outer, inner] */
const reduction = (unit: Unit, name: string, make: (body: Body) => Accumulator): void =>
  exported(unit, name, 5, (body, outer, count, inner, x, y) => {
    const element = body.local('v128');
    const total = gathered(body, make, count!, (spot) => wordsOf(x!, spot));
    const row = sequence(
      total.run,
      storeWords(y!.get, total.result, 1),
      advance(x!, words(count!.get)),
      add(y!, 4),
    );
    const [stride, from] = [body.local('i32'), body.local('i32')];
    const columns = (vectors: number, some: Count): Statement => {
      const all = Array.from({ length: vectors }, () => make(body));
      return sequence(
        ...all.map(({ reset }) => reset),
        from.set(x!.get),
        countedLoop(body, 0, count!.get, 1, () =>
          sequence(
            ...all.map(({ take }, k) =>
              sequence(element.set(loadWords(from.get, some, 16 * k)), take(element.get, some)),
            ),
            advance(from, stride.get),
          ),
        ),
        ...all.map(({ each }, k) => storeWords(y!.get, each, some, 16 * k)),
        add(x!, vectors * some * 4),
        add(y!, vectors * some * 4),
      );
    };
    const [wide, narrow] = [body.local('i32'), body.local('i32')];
    return sequence(
      stride.set(words(inner!.get)),
      // Sixteen columns at a time use whole lines of the cache.
      wide.set(i32.and(inner!.get, i32.constant(-16))),
      narrow.set(i32.and(inner!.get, i32.constant(-4))),
      countedLoop(body, 0, outer!.get, 1, () =>
        when(
          i32.eq(inner!.get, i32.constant(1)),
          row,
          sequence(
            countedLoop(body, 0, wide.get, 16, () => columns(4, 4)),
            countedLoop(body, wide.get, narrow.get, 4, () => columns(1, 4)),
            countedLoop(body, narrow.get, inner!.get, 1, () => columns(1, 1)),
            // The first row is behind: go on behind the last.
            advance(x!, i32.mul(stride.get, i32.sub(count!.get, i32.constant(1)))),
          ),
        ),
      ),
    );
  });

/** Walks along rows of `count` elements: (rows, count, …tensors). */
const alongRows = (
  unit: Unit,
  name: string,
  tensors: number,
  emit: (body: Body, count: Local<'i32'>, ...tensors: Local<'i32'>[]) => Statement,
): void =>
  exported(unit, name, 2 + tensors, (body, rows, count, ...list) =>
    countedLoop(body, 0, rows!.get, 1, () =>
      sequence(emit(body, count!, ...list), ...list.map((tensor) => advance(tensor, words(count!.get)))),
    ),
  );

/** The largest number of a row. NaN may be passed over: it makes the sum of powers NaN, and with it the row. */
const peak = (body: Body): Accumulator => {
  const all = maximum(body);
  const [best] = all.parts;
  return {
    ...all,
    take: (x, count) => best!.set(f32x4.pseudoMax(best!.get, count === 4 ? x : firstOf(x))),
    join: ({ parts: [other] }) => best!.set(f32x4.pseudoMax(best!.get, other!.get)),
  };
};

type Word = Local<'i32'>;

interface Powers {
  readonly run: Statement;
  /** The largest element. */
  readonly shift: V128;
  /** Σ e^(x − shift) */
  readonly total: V128;
}

/** So many powers are added up in float32 before their sum goes to float64: that is as exact, and quicker. */
const atOnce = 512;

/** The powers of a row and their sum; `isKept` puts them into y. */
const powersOf = (
  body: Body,
  count: Local<'i32'>,
  x: Local<'i32'>,
  y: Local<'i32'>,
  isKept: boolean,
): Powers => {
  const top = gathered(body, peak, count, (spot) => wordsOf(x, spot));
  const [total, part, argument, power] = [sum(body), ...[0, 1, 2].map(() => body.local('v128'))] as const;
  const [from, to, left, some] = [0, 1, 2, 3].map(() => body.local('i32')) as [Word, Word, Word, Word];
  const step = (spot: Spot): Statement => {
    const { run, result } = powerBelowOne(body, argument!);
    return sequence(
      argument!.set(f32x4.sub(wordsOf(from, spot), top.result)),
      run,
      power!.set(result),
      ...(isKept ? [putWords(to, spot, power!.get)] : []),
      // Behind a single element are powers of nothing.
      ...(spot.count === 4 ? [] : [power!.set(v128.and(power!.get, i32x4.constant(-1, 0, 0, 0)))]),
      part!.set(f32x4.add(part!.get, power!.get)),
    );
  };
  return {
    run: sequence(
      top.run,
      total.reset,
      from.set(x.get),
      to.set(y.get),
      left.set(count.get),
      whileLoop(
        i32.gtS(left.get, i32.constant(0)),
        sequence(
          some.set(select(i32.ltS(left.get, i32.constant(atOnce)), left.get, i32.constant(atOnce))),
          part!.set(f32x4.constant(0)),
          along(body, some, step),
          total.take(part!.get, 4),
          add(from, 4 * atOnce),
          add(to, 4 * atOnce),
          add(left, -atOnce),
        ),
      ),
      total.all.run,
    ),
    shift: top.result,
    total: total.all.result,
  };
};

/** (rows, count, x, y): eˣ / Σ eˣ */
const softmax = (unit: Unit): void =>
  alongRows(unit, 'softmax', 2, (body, count, x, y) => {
    const powers = powersOf(body, count, x!, y!, true);
    const factor = body.local('v128');
    return sequence(
      powers.run,
      factor.set(f32x4.div(f32x4.constant(1), powers.total)),
      along(body, count, (spot) => putWords(y!, spot, f32x4.mul(wordsOf(y!, spot), factor.get)), 4),
    );
  });

/** (rows, count, x, y): x − ln Σ eˣ */
const logSoftmax = (unit: Unit): void =>
  alongRows(unit, 'log_softmax', 2, (body, count, x, y) => {
    const powers = powersOf(body, count, x!, y!, false);
    const total = body.local('v128');
    const logarithm = log(body, total);
    return sequence(
      powers.run,
      total.set(powers.total),
      logarithm.run,
      total.set(logarithm.result),
      along(
        body,
        count,
        (spot) => putWords(y!, spot, f32x4.sub(f32x4.sub(wordsOf(x!, spot), powers.shift), total.get)),
        4,
      ),
    );
  });

/** (rows, count, y, g, x̄): y · (g − Σ g·y) */
const softmaxPull = (unit: Unit): void =>
  alongRows(unit, 'softmax_pull', 3, (body, count, y, g, pulled) => {
    const total = gathered(body, sum, count, (spot) => f32x4.mul(wordsOf(y!, spot), wordsOf(g!, spot)));
    return sequence(
      total.run,
      along(
        body,
        count,
        (spot) =>
          putWords(pulled!, spot, f32x4.mul(wordsOf(y!, spot), f32x4.sub(wordsOf(g!, spot), total.result))),
        4,
      ),
    );
  });

/** (rows, count, y, g, x̄): g − eʸ · Σ g */
const logSoftmaxPull = (unit: Unit): void =>
  alongRows(unit, 'log_softmax_pull', 3, (body, count, y, g, pulled) => {
    const total = gathered(body, sum, count, (spot) => wordsOf(g!, spot));
    const argument = body.local('v128');
    return sequence(
      total.run,
      along(body, count, (spot) => {
        // Logarithms of probabilities are not positive.
        const { run, result } = powerBelowOne(body, argument);
        return sequence(
          argument.set(wordsOf(y!, spot)),
          run,
          putWords(pulled!, spot, f32x4.sub(wordsOf(g!, spot), f32x4.mul(result, total.result))),
        );
      }),
    );
  });

export const rowKernels = (unit: Unit): void => {
  reduction(unit, 'sum', sum);
  reduction(unit, 'max', maximum);
  softmax(unit);
  logSoftmax(unit);
  softmaxPull(unit);
  logSoftmaxPull(unit);
};
