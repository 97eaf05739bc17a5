import type { Ops, Shape } from '@neurite/contract';
import { moved } from './moving.js';

/** What Adam and its relatives have in common, with the defaults of the paper in one place. */
export const adamOptions = {
  rate: { type: 'float', default: 0.001, minimum: 0, doc: 'η, the step size.' },
  beta1: {
    type: 'float',
    default: 0.9,
    minimum: 0,
    below: 1,
    doc: 'β₁: how much of the mean of gradients stays.',
  },
  beta2: {
    type: 'float',
    default: 0.999,
    minimum: 0,
    below: 1,
    doc: 'β₂: how much of the mean of squares stays.',
  },
  epsilon: { type: 'float', default: 1e-8, above: 0, doc: 'ε: keeps the divisor away from 0.' },
} as const;

/** What `adam` and `adamw` have beside. */
export const amsgradOption = {
  type: 'bool',
  default: false,
  doc: 'Whether to divide by the largest mean of squares so far (Reddi et al. 2018): steps never grow again.',
} as const;

/** The slots of those that have the option `amsgrad`, and their shapes. */
export const amsgradSlots = ['mean', 'square', 'largest'] as const;
export const amsgradSlotShape = (
  slot: (typeof amsgradSlots)[number],
  shape: Shape,
  { amsgrad }: { readonly amsgrad: boolean },
): Shape => (slot === 'largest' && !amsgrad ? [] : shape);

/** The moving means of gradients and of their squares. */
export const adamSlots = ['mean', 'square'] as const;

interface Betas {
  readonly beta1: number;
  readonly beta2: number;
}

/** Moving means that start at 0 are too small by these factors at step number `step`. */
export const biasCorrections = (
  step: number,
  { beta1, beta2 }: Betas,
): { readonly first: number; readonly second: number } => ({
  first: 1 - beta1 ** step,
  second: 1 - beta2 ** step,
});

/** The rate with the correction of the mean in it, and what the root of the squares is multiplied by. */
export const adamScalars = (
  step: number,
  rate: number,
  options: Betas,
): { readonly rate: number; readonly correction: number } => {
  const { first, second } = biasCorrections(step, options);
  return { rate: rate / first, correction: 1 / Math.sqrt(second) };
};

/** Adam's next means, and the step that follows from them. */
export const adamStep = <T>(
  {
    gradient,
    slots,
    scalars,
  }: {
    readonly gradient: T;
    readonly slots: { readonly mean: T; readonly square: T; readonly largest?: T };
    readonly scalars: { readonly rate: T; readonly correction: T };
  },
  {
    beta1,
    beta2,
    epsilon,
    amsgrad = false,
  }: Betas & { readonly epsilon: number; readonly amsgrad?: boolean },
  ops: Ops<T>,
): { readonly mean: T; readonly square: T; readonly largest: T; readonly step: T } => {
  const mean = moved(slots.mean, gradient, beta1, ops);
  const square = moved(slots.square, ops.square(gradient), beta2, ops);
  const largest = amsgrad ? ops.maximum(slots.largest!, square) : square;
  const root = ops.add(ops.mul(ops.sqrt(largest), scalars.correction), epsilon);
  return { mean, square, largest, step: ops.div(ops.mul(mean, scalars.rate), root) };
};
