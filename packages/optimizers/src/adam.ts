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

/** The moving means of gradients and of their squares. */
export const adamSlots = ['mean', 'square'] as const;

/** Moving means that start at 0 are too small by these factors at step number `step`. */
export const biasCorrections = (
  step: number,
  { beta1, beta2 }: { readonly beta1: number; readonly beta2: number },
): { readonly first: number; readonly second: number } => ({
  first: 1 - beta1 ** step,
  second: 1 - beta2 ** step,
});
