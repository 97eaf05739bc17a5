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

/** The number of classes that a prediction speaks of: 2 for a single score. */
export const classCount = <T>(prediction: T, target: T, ops: Ops<T>): number => {
  const shape = ops.shape(prediction);
  const single = ops.dtype(target) === 'int32' && shape.length === ops.shape(target).length;
  const last = shape.at(-1) ?? 1;
  return single || last === 1 ? 2 : last;
};

/** Predicted and true classes as int32 `[batch, positions]`. */
export const classesOf = <T>(
  { prediction, target }: { readonly prediction: T; readonly target: T },
  threshold: number,
  ops: Ops<T>,
): { readonly predicted: T; readonly actual: T; readonly classes: number } => {
  const classes = classCount(prediction, target, ops);
  const shape = ops.shape(prediction);
  const single = ops.dtype(target) === 'int32' && shape.length === ops.shape(target).length;
  const positions = single || shape.length === 1 ? shape.slice(1) : shape.slice(1, -1);
  const flat = (x: T) => ops.reshape(x, [shape[0]!, sizeOf(positions)]);
  const above = (x: T, bound: number) => flat(ops.cast(ops.greater(x, bound), 'int32'));
  if (classes === 2 && (single || shape.at(-1) === 1)) {
    return {
      predicted: above(prediction, threshold),
      actual: ops.dtype(target) === 'int32' ? flat(target) : above(target, 0.5),
      classes,
    };
  }
  return {
    predicted: flat(ops.argmax(prediction, -1)),
    actual: flat(ops.dtype(target) === 'int32' ? target : ops.argmax(target, -1)),
    classes,
  };
};
