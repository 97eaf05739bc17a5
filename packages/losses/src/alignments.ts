import type { Ops } from '@neurite/contract';

/** The logarithm of 0: far below every sum of logarithms, and finite, so that differences of two of them are not NaN. */
export const lowest = -1e30;

/** ln(eᵃ + eᵇ + eᶜ). */
const logSum = <T>(a: T, b: T, c: T, ops: Ops<T>): T => {
  const largest = ops.stopGradient(ops.maximum(a, ops.maximum(b, c)));
  const powers = [a, b, c].map((x) => ops.exp(ops.sub(x, largest)));
  return ops.add(largest, ops.log(powers.reduce((x, y) => ops.add(x, y))));
};

/** `x[i − by]` along the last axis of a matrix, `value` where that is before the beginning. */
const shifted = <T>(x: T, by: number, value: number, ops: Ops<T>): T =>
  ops.pad(x, [0, by], [0, -by], { value });

interface Labelled<T> {
  /** `[batch, time, classes]`. */
  readonly scores: T;
  /** int32 `[batch, length]`; blanks are padding. */
  readonly target: T;
  /** bool `[batch, time]`: which times count. */
  readonly mask: T | undefined;
  readonly blank: number;
}

/** The labels with a blank before, between and after them: int32 `[batch, 2 · length + 1]`. */
const withBlanks = <T>(target: T, blank: number, ops: Ops<T>): T =>
  ops.pad(target, [0, 1], [0, 1], { value: blank, interior: [0, 1] });

/** ln of the probability of each state at each time, `[time, batch, states]`: NaN where a label is no class. */
const emissions = <T>(scores: T, states: T, ops: Ops<T>): T => {
  const [batch, time, classes] = ops.shape(scores) as readonly [number, number, number];
  const logarithms = ops.transpose(ops.logSoftmax(scores, -1), [1, 0, 2]);
  const isClass = ops.logicalAnd(ops.greaterEqual(states, 0), ops.less(states, classes));
  const places = ops.add(ops.mul(ops.iota([batch, 1], 0, 'int32'), classes), states);
  return ops.gather(ops.reshape(logarithms, [time, batch * classes]), ops.where(isClass, places, -1), 1);
};

/**
 * ln of the probability of all alignments of the target, `[batch]`: the forward algorithm over the states of `withBlanks`. A path
 * stays in its state, goes on to the next, or over a blank to the next label if that is another one.
 */
export const alignments = <T>({ scores, target, mask, blank }: Labelled<T>, ops: Ops<T>): T => {
  const states = withBlanks(target, blank, ops);
  const [batch, count] = ops.shape(states) as readonly [number, number];
  const before = shifted(states, 2, blank, ops);
  const mayLeap = ops.logicalAnd(ops.notEqual(states, blank), ops.notEqual(states, before));
  const leap = ops.where(mayLeap, ops.zeros([batch, count]), lowest);
  // Before the first time a path is in the first state; from there it reaches the first blank or the first label.
  const start = ops.where(
    ops.equal(ops.iota([batch, count], 1, 'int32'), 0),
    ops.zeros([batch, count]),
    lowest,
  );

  const at = emissions(scores, states, ops);
  const sequences = mask === undefined ? [at] : [at, ops.expand(ops.transpose(mask, [1, 0]), -1)];
  const { carries } = ops.scan(
    { constants: [leap], carries: [start], sequences },
    ([leaps], [stay], [emitted, counts]) => {
      const next = ops.add(
        emitted!,
        logSum(stay!, shifted(stay!, 1, lowest, ops), ops.add(shifted(stay!, 2, lowest, ops), leaps!), ops),
      );
      return { carries: [counts === undefined ? next : ops.where(counts, next, stay!)], stacked: [] };
    },
  );

  // A path ends in the last label, or in the blank after it.
  const length = ops.sum(ops.cast(ops.notEqual(target, blank), 'int32'), 1, true);
  const place = ops.sub(ops.iota([1, count], 1, 'int32'), ops.mul(length, 2));
  const isEnd = ops.logicalOr(ops.equal(place, 0), ops.equal(place, -1));
  return ops.logSumExp(ops.where(isEnd, carries[0]!, lowest), -1);
};
