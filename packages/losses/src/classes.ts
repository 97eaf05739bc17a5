import type { Ops } from '@neurite/contract';

/** Targets of either form as probabilities: class numbers become one-hot. */
export const asProbabilities = <T>(target: T, classes: number, ops: Ops<T>): T =>
  ops.dtype(target) === 'int32' ? ops.oneHot(target, classes) : target;

/** The two forms of targets for scores of classes. */
export const classSignatures = [
  { prediction: '[batch, ...s, c]', target: 'int32[batch, ...s]' },
  { prediction: '[batch, ...s, c]', target: '[batch, ...s, c]' },
] as const;
