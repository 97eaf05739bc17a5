import { schedule } from '@neurite/contract';
import { halfCosine } from '../half-cosine.js';

/** Up to the rate and down to almost nothing. */
export const oneCycle = schedule({
  name: 'one_cycle',
  summary: 'Rises to the rate along half a cosine, then falls to almost nothing.',
  formula: 'start → 1 in the first part, 1 → end in the rest, along half cosines',
  description: 'For few epochs at a high rate; find the rate by a rate range test.',
  references: ['Smith, Topin 2017, arXiv:1708.07120'],
  options: {
    rise: {
      type: 'float',
      default: 0.3,
      minimum: 0,
      below: 1,
      doc: 'The part of the steps in which it rises.',
    },
    start: {
      type: 'float',
      default: 0.04,
      minimum: 0,
      maximum: 1,
      doc: 'The part of the rate at the beginning.',
    },
    end: { type: 'float', default: 4e-6, minimum: 0, maximum: 1, doc: 'The part of the rate at the end.' },
    duration: { type: 'duration', default: null, minimum: 1, doc: 'How long; by default for what is left.' },
  },
  duration: ({ duration }) => duration ?? undefined,
  factor: (step, steps, { rise, start, end }) => {
    const peak = rise * steps;
    return step < peak
      ? halfCosine(start, 1, step / peak)
      : halfCosine(1, end, (step - peak) / (steps - peak));
  },
});
