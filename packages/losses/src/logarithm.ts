import type { Ops } from '@neurite/contract';

// Of a probability that is 0 the logarithm is infinite; no score needs to be further out than that of this one.
const LEAST = 1e-30;

/** The logarithm of a probability, finite where that is 0. */
export const logarithm = <T>(probability: T, ops: Ops<T>): T => ops.log(ops.maximum(probability, LEAST));
