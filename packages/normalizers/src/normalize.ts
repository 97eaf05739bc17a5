import type { Operand, Ops, ParameterTable } from '@neurite/contract';

/** The options that switch the learned part of a normalizer. */
export const affineOptions = {
  epsilon: {
    type: 'float',
    default: 1e-5,
    above: 0,
    doc: 'Added to the variance, so that a constant channel does not divide by 0.',
  },
  scale: { type: 'bool', default: true, doc: 'Whether to multiply each channel by a learned γ.' },
  shift: { type: 'bool', default: true, doc: 'Whether to add a learned β to each channel.' },
} as const;

/** γ and β, one for each channel. */
export const affineParameters = {
  scale: { shape: '[c]', initializer: 'ones', when: 'scale', doc: 'γ.' },
  shift: { shape: '[c]', initializer: 'zeros', when: 'shift', doc: 'β.' },
} as const satisfies ParameterTable;

/** `(x − μ) / √(σ² + ε)`. */
export const standardized = <T>(x: T, mean: T, variance: T, epsilon: Operand<T>, ops: Ops<T>): T =>
  ops.mul(ops.sub(x, mean), ops.rsqrt(ops.add(variance, epsilon)));

/** `γx + β`, as far as the options want it. */
export const affine = <T>(
  x: T,
  { scale, shift }: { readonly scale: T; readonly shift: T },
  options: { readonly scale: boolean; readonly shift: boolean },
  ops: Ops<T>,
): T => {
  const scaled = options.scale ? ops.mul(x, scale) : x;
  return options.shift ? ops.add(scaled, shift) : scaled;
};

/** Zero mean and unit variance over `axes`. */
export const standardizedOver = <T>(x: T, axes: readonly number[], epsilon: number, ops: Ops<T>): T => {
  const centred = ops.sub(x, ops.mean(x, axes, true));
  return ops.mul(centred, ops.rsqrt(ops.add(ops.mean(ops.square(centred), axes, true), epsilon)));
};
