import { type Ops, type StageFunctions, sizeOf } from '@neurite/contract';

/** What reconstructing means, with its default in one place. */
export const reconstructionOption = {
  type: 'choice',
  choices: ['squared_error', 'cross_entropy'],
  default: 'squared_error',
  doc: 'How a reconstruction is compared: squared error for numbers, cross-entropy for inputs in [0, 1].',
} as const;

/** How far what a code decodes to is from a target: one number for each example, the mean over its values. */
export const reconstructionError = <T>(
  { decode, decodeLinearly }: StageFunctions<T>,
  code: T,
  target: T,
  kind: 'squared_error' | 'cross_entropy',
  ops: Ops<T>,
): T => {
  const reconstruction = kind === 'squared_error' ? decode(code) : decodeLinearly(code);
  const batch = ops.shape(target)[0]!;
  const errors =
    kind === 'squared_error'
      ? ops.square(ops.sub(reconstruction, target))
      : ops.sub(ops.softplus(reconstruction), ops.mul(reconstruction, target));
  return ops.mean(ops.reshape(errors, [batch, sizeOf(ops.shape(target).slice(1))]), 1);
};
