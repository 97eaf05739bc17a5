import { schedule } from '@neurite/contract';

/** `factor^(t / every)`. */
export const exponential = schedule({
  name: 'exponential',
  summary: 'Multiplies the rate by a factor again and again, evenly.',
  formula: 'factor^(t / every)',
  description: 'For steps instead of a smooth fall, `step`.',
  options: {
    every: { type: 'duration', minimum: 1, doc: 'In how long it is multiplied once.' },
    factor: { type: 'float', default: 0.96, above: 0, maximum: 1, doc: 'The factor.' },
    duration: { type: 'duration', default: null, minimum: 1, doc: 'How long; by default for what is left.' },
  },
  examples: [{ code: 'exponential(every: 100 steps)', options: { every: 100 } }],
  duration: ({ duration }) => duration ?? undefined,
  factor: (step, _steps, { every, factor }) => factor ** (step / every),
});
