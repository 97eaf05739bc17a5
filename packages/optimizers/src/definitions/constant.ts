import { schedule } from '@neurite/contract';

/** The rate itself. */
export const constant = schedule({
  name: 'constant',
  summary: 'Leaves the rate as it is, or at a fixed part of it.',
  formula: 'factor',
  description: 'For a part of a schedule: `constant(5 epochs) then cosine`.',
  options: {
    duration: { type: 'duration', default: null, minimum: 1, doc: 'How long; by default for what is left.' },
    factor: { type: 'float', default: 1, minimum: 0, doc: 'The part of the rate.' },
  },
  duration: ({ duration }) => duration ?? undefined,
  factor: (_step, _steps, { factor }) => factor,
});
