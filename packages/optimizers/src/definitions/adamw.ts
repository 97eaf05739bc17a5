import { optimizer } from '@neurite/contract';
import {
  adamOptions,
  adamScalars,
  adamStep,
  amsgradOption,
  amsgradSlots,
  amsgradSlotShape,
} from '../adam.js';

/** Adam, and weights that shrink by themselves. */
export const adamw = optimizer({
  name: 'adamw',
  summary: 'Adam with decoupled weight decay: weights shrink by the same part whatever their gradients.',
  formula: 'w ← (1 − ηλ)w − η · m̂ / (√v̂ + ε), m and v as in `adam`',
  description: 'The usual choice for transformers, with `warmup` and then `cosine`.',
  references: ['Loshchilov, Hutter 2017, arXiv:1711.05101'],
  options: {
    ...adamOptions,
    decay: { type: 'float', default: 0.01, minimum: 0, doc: 'λ, the decay.' },
    amsgrad: amsgradOption,
  },
  examples: [
    { code: 'adamw(decay: 0.1)', options: { decay: 0.1 } },
    { code: 'adamw(amsgrad: true)', options: { amsgrad: true } },
  ],
  elementwise: true,
  slots: amsgradSlots,
  slotShape: amsgradSlotShape,
  scalarNames: ['rate', 'correction', 'shrink'],
  scalars: (step, rate, options) => ({
    ...adamScalars(step, rate, options),
    shrink: 1 - rate * options.decay,
  }),
  update: ({ parameter, gradient, slots, scalars }, { ops, options }) => {
    const { step, ...next } = adamStep({ gradient, slots, scalars }, options, ops);
    return {
      parameter: ops.sub(ops.mul(parameter, scalars.shrink), step),
      slots: { ...next, largest: options.amsgrad ? next.largest : slots.largest },
    };
  },
});
