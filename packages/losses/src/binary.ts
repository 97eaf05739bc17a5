import type { Ops } from '@neurite/contract';

/** Predictions and targets of yes or no questions: numbers of the same shape, or 0 and 1 as int32. */
export const binarySignatures = [
  { prediction: '[batch, ...s]', target: '[batch, ...s]' },
  { prediction: '[batch, ...s]', target: 'int32[batch, ...s]' },
  { prediction: '[batch, ...s, 1]', target: 'int32[batch, ...s]' },
] as const;

/** Targets as numbers, of the shape of the prediction. */
export const asNumbers = <T>(prediction: T, target: T, ops: Ops<T>): T => {
  const numbers = ops.dtype(target) === 'float32' ? target : ops.cast(target, 'float32');
  return ops.reshape(numbers, ops.shape(prediction));
};

/** Targets as −1 and 1: numbers are so already, int32 says 0 and 1. */
export const asSigns = <T>(prediction: T, target: T, ops: Ops<T>): T => {
  const numbers = asNumbers(prediction, target, ops);
  return ops.dtype(target) === 'float32' ? numbers : ops.sub(ops.mul(numbers, 2), 1);
};
