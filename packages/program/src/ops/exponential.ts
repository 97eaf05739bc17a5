import type { Ops } from '@neurite/contract';
import type { Toolkit } from './toolkit.js';

type Basis<T> = Pick<
  Ops<T>,
  | (
      | 'composite'
      | 'transpose'
      | 'stopGradient'
      | 'isFinite'
      | 'cast'
      | 'where'
      | 'sum'
      | 'max'
      | 'relu'
      | 'minimum'
    )
  | ('add' | 'sub' | 'div' | 'neg' | 'exp' | 'log' | 'log1p' | 'less')
>;

/** Keeps the shift of softplus finite where x is +∞. */
const largestShift = 1e38;

/**
 * Sums of exponentials that neither overflow nor lose small terms: the largest exponent is taken out first. It cancels in
 * the mathematics, and so is hidden from differentiation, which leaves exact derivatives of every order.
 * The composites `softmax` and `log_softmax` always work on the last axis.
 */
export const exponentialOps = <T>(
  kit: Toolkit<T>,
  ops: Basis<T>,
): Pick<Ops<T>, 'softmax' | 'logSoftmax' | 'logSumExp' | 'softplus'> => {
  const whole = (name: string, x: T, body: (x: T) => T): T =>
    ops.composite(name, [x], ([y]) => [body(y!)])[0]!;

  /** A composite of the last axis, along any axis. */
  const along =
    (name: string, body: (x: T) => T) =>
    (x: T, axis = -1): T => {
      const last = kit.rank(x) - 1;
      const chosen = kit.axis(x, axis);
      if (chosen === last) return whole(name, x, body);
      const swap = kit
        .shape(x)
        .map((_, index) => (index === chosen ? last : index === last ? chosen : index));
      return ops.transpose(whole(name, ops.transpose(x, swap), body), swap);
    };
  const peak = (x: T): T => ops.stopGradient(ops.max(x, -1, true));

  return {
    softmax: along('softmax', (x) => {
      const powers = ops.exp(ops.sub(x, peak(x)));
      return ops.div(powers, ops.sum(powers, -1, true));
    }),
    logSoftmax: along('log_softmax', (x) => {
      const shifted = ops.sub(x, peak(x));
      return ops.sub(shifted, ops.log(ops.sum(ops.exp(shifted), -1, true)));
    }),
    logSumExp: (x, axes, keep = false) => {
      const dropped = kit.axes(x, axes);
      const largest = ops.stopGradient(ops.max(x, dropped, true));
      // Where all exponents are −∞, or one is +∞, the difference would be NaN; without a shift the sum is right.
      const shift = ops.where(ops.isFinite(largest), largest, 0);
      const result = ops.add(ops.log(ops.sum(ops.exp(ops.sub(x, shift)), dropped, true)), shift);
      return keep
        ? result
        : kit.reshape(
            result,
            kit.shape(x).filter((_, axis) => !dropped.includes(axis)),
          );
    },
    softplus: (input) =>
      whole('softplus', input, (x) => {
        // ln(eˣ + e⁰) with the larger exponent s taken out: s + ln(1 + u), where u = eˣ⁻ˢ + e⁻ˢ − 1 without cancellation.
        const s = ops.stopGradient(ops.relu(ops.minimum(x, largestShift)));
        const positive = ops.cast(ops.less(0, s), 'float32');
        const first = ops.sub(ops.exp(ops.sub(x, s)), positive);
        const second = ops.sub(ops.exp(ops.neg(s)), ops.sub(1, positive));
        return ops.add(s, ops.log1p(ops.add(first, second)));
      }),
  };
};
