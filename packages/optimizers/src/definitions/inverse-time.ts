import { schedule } from '@neurite/contract';

/** `1 / (1 + decay · t / every)`. */
export const inverseTime = schedule({
  name: 'inverse_time',
  summary: 'Divides the rate by a number that grows in a straight line.',
  formula: '1 / (1 + decay · t / every)',
  description:
    'Falls fast at first and then ever more slowly; where the length is known, `cosine` is seldom worse.',
  references: ['Robbins, Monro 1951, A Stochastic Approximation Method'],
  options: {
    every: { type: 'duration', minimum: 1, doc: 'In how long the divisor grows by `decay`.' },
    decay: { type: 'float', default: 1, minimum: 0, doc: 'How fast it falls.' },
    duration: { type: 'duration', default: null, minimum: 1, doc: 'How long; by default for what is left.' },
  },
  examples: [{ code: 'inverse_time(every: 100 steps)', options: { every: 100 } }],
  duration: ({ duration }) => duration ?? undefined,
  factor: (step, _steps, { every, decay }) => 1 / (1 + (decay * step) / every),
});
