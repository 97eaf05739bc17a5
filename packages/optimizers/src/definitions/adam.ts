import { optimizer } from '@neurite/contract';
import {
  adamOptions,
  adamScalars,
  adamStep,
  amsgradOption,
  amsgradSlots,
  amsgradSlotShape,
} from '../adam.js';

/** Steps along a moving mean of gradients, divided by the root of a moving mean of their squares. */
export const adam = optimizer({
  name: 'adam',
  summary: 'Adapts the step of each weight to the size of its gradients; works well with little tuning.',
  formula:
    'm ← β₁m + (1 − β₁)g; v ← β₂v + (1 − β₂)g²; w ← w − η · m̂ / (√v̂ + ε), m̂ = m / (1 − β₁ᵗ), v̂ = v / (1 − β₂ᵗ)',
  description:
    'The usual choice. With `l2` its steps shrink weights unevenly: `adamw` decays them apart. `warmup` helps where it begins badly.',
  references: ['Kingma, Ba 2014, arXiv:1412.6980', 'Reddi, Kale, Kumar 2018, arXiv:1904.09237 (amsgrad)'],
  options: { ...adamOptions, amsgrad: amsgradOption },
  examples: [{ code: 'adam' }, { code: 'adam(amsgrad: true)', options: { amsgrad: true } }],
  elementwise: true,
  slots: amsgradSlots,
  slotShape: amsgradSlotShape,
  scalarNames: ['rate', 'correction'],
  scalars: adamScalars,
  update: ({ parameter, gradient, slots, scalars }, { ops, options }) => {
    const { step, ...next } = adamStep({ gradient, slots, scalars }, options, ops);
    return {
      parameter: ops.sub(parameter, step),
      slots: { ...next, largest: options.amsgrad ? next.largest : slots.largest },
    };
  },
});
