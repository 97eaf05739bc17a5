import type { Ops } from '@neurite/contract';

/**
 * `x` where it is not positive, else 0. Guards an exponential in a branch that is not taken: there its overflow would turn the
 * gradient into 0 · ∞. A selection and not a minimum, so that the derivative at 0 is 1 and not a matter of how ties are split.
 */
export const negativePart = <T>(x: T, ops: Ops<T>): T => ops.where(ops.greater(x, 0), 0, x);
