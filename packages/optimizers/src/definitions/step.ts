import { schedule } from '@neurite/contract';

/** `factor^⌊t / every⌋`. */
export const step = schedule({
  name: 'step',
  summary: 'Multiplies the rate by a factor at even intervals.',
  formula: 'factor^⌊t / every⌋',
  description: 'For recipes of papers that fall by a factor every so many epochs.',
  options: {
    every: { type: 'duration', minimum: 1, doc: 'How long each part is.' },
    factor: { type: 'float', default: 0.1, above: 0, doc: 'The factor.' },
    duration: { type: 'duration', default: null, minimum: 1, doc: 'How long; by default for what is left.' },
  },
  examples: [{ code: 'step(every: 100 steps)', options: { every: 100 } }],
  duration: ({ duration }) => duration ?? undefined,
  factor: (step, _steps, { every, factor }) => factor ** Math.floor(step / every),
});
