import { type Ops, sizeOf } from '@neurite/contract';

/** Predictions of masks: probabilities against masks of the same shape, or against class numbers. */
export const maskSignatures = [
  { prediction: '[batch, ...s]', target: '[batch, ...s]' },
  { prediction: '[batch, ...s, 1]', target: 'int32[batch, ...s]' },
  { prediction: '[batch, ...s, c]', target: 'int32[batch, ...s]' },
] as const;

/** How much predicted and true masks overlap, for each example: soft counts of right, superfluous and missing places. */
export const overlap = <T>(
  { prediction, target }: { readonly prediction: T; readonly target: T },
  ops: Ops<T>,
): { readonly right: T; readonly superfluous: T; readonly missing: T } => {
  const shape = ops.shape(prediction);
  const flat = (x: T) => ops.reshape(x, [shape[0]!, sizeOf(shape.slice(1))]);
  const p = flat(prediction);
  const t = flat(masks(target, shape.at(-1)!, ops));
  const right = ops.sum(ops.mul(p, t), 1);
  return { right, superfluous: ops.sub(ops.sum(p, 1), right), missing: ops.sub(ops.sum(t, 1), right) };
};

const masks = <T>(target: T, classes: number, ops: Ops<T>): T => {
  if (ops.dtype(target) === 'float32') return target;
  return classes === 1 ? ops.cast(target, 'float32') : ops.oneHot(target, classes);
};

/** Keeps the quotient of two empty masks at 1. */
export const smoothOption = {
  type: 'float',
  default: 1e-6,
  above: 0,
  doc: 'Added above and below, so that two empty masks agree.',
} as const;
