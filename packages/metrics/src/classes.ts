import { type Ops, sizeOf } from '@neurite/contract';

/**
 * Predictions and targets of a classifier: a single score against 0/1, scores of classes against class numbers, or against one-hot
 * targets. The order matters: a last axis of extent 1 is a single score and not one class.
 */
export const classSignatures = [
  { prediction: '[batch, ...s, 1]', target: 'int32[batch, ...s]' },
  { prediction: '[batch, ...s, c]', target: 'int32[batch, ...s]' },
  { prediction: '[batch, ...s]', target: 'int32[batch, ...s]' },
  { prediction: '[batch, ...s, c]', target: '[batch, ...s, c]' },
] as const;

export const thresholdOption = {
  type: 'float',
  default: 0,
  doc: 'A single score above it means class 1. 0 is right for logits, which the losses read; for probabilities write 0.5.',
} as const;

/** Predicted and true classes as int32 `[batch, positions]`. */
export const classesOf = <T>(
  { prediction, target }: { readonly prediction: T; readonly target: T },
  threshold: number,
  ops: Ops<T>,
): {
  readonly predicted: T;
  readonly actual: T;
  readonly classes: number;
  /** Whether one score decides between two classes. */
  readonly single: boolean;
} => {
  const shape = ops.shape(prediction);
  const isNumbered = ops.dtype(target) === 'int32';
  const hasClassAxis = !isNumbered || shape.length > ops.shape(target).length;
  const last = hasClassAxis ? shape.at(-1)! : 1;
  const positions = sizeOf(hasClassAxis ? shape.slice(1, -1) : shape.slice(1));
  const flat = (x: T) => ops.reshape(x, [shape[0]!, positions]);
  if (last === 1) {
    const above = (x: T, bound: number) => ops.cast(ops.greater(x, bound), 'int32');
    const actual = isNumbered ? target : above(target, 0.5);
    return { predicted: flat(above(prediction, threshold)), actual: flat(actual), classes: 2, single: true };
  }
  const actual = isNumbered ? target : ops.argmax(target, -1);
  return { predicted: flat(ops.argmax(prediction, -1)), actual: flat(actual), classes: last, single: false };
};
