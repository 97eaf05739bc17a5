import { schedule } from '@neurite/contract';
import { halfCosine } from '../half-cosine.js';

/** Half cosines, one after the other. */
export const cosineRestarts = schedule({
  name: 'cosine_restarts',
  summary: 'Falls along half a cosine again and again, each time from a high rate.',
  formula: 'floor + (peakᵢ − floor) · (1 + cos(π · t / Tᵢ)) / 2, Tᵢ = first · growthⁱ, peakᵢ = fadeⁱ',
  description: 'For snapshots of an ensemble: each fall ends in a model of its own.',
  references: ['Loshchilov, Hutter 2016, arXiv:1608.03983'],
  options: {
    first: { type: 'duration', minimum: 1, doc: 'How long the first fall takes.' },
    growth: {
      type: 'float',
      default: 2,
      minimum: 1,
      doc: 'How much longer each fall is than the one before.',
    },
    fade: { type: 'float', default: 1, above: 0, maximum: 1, doc: 'Each peak as a part of the one before.' },
    floor: {
      type: 'float',
      default: 0,
      minimum: 0,
      maximum: 1,
      doc: 'The part of the rate at the end of each fall.',
    },
    duration: { type: 'duration', default: null, minimum: 1, doc: 'How long; by default for what is left.' },
  },
  examples: [{ code: 'cosine_restarts(10 steps)', options: { first: 10 } }],
  duration: ({ duration }) => duration ?? undefined,
  factor: (step, _steps, { first, growth, fade, floor }) => {
    let [begin, length, peak] = [0, Math.max(1, first), 1];
    while (step >= begin + length) {
      begin += length;
      length *= growth;
      peak *= fade;
    }
    return halfCosine(Math.max(peak, floor), floor, (step - begin) / length);
  },
});
