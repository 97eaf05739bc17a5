import { schedule } from '@neurite/contract';
import { halfCosine } from '../half-cosine.js';

/** From 1 to `floor` along half a cosine. */
export const cosine = schedule({
  name: 'cosine',
  summary: 'Falls from the rate to a floor along half a cosine.',
  formula: 'floor + (1 − floor) · (1 + cos(π · t / T)) / 2',
  description:
    'The usual choice where the length of the training is known; after `warmup`: `warmup(500 steps) then cosine`.',
  references: ['Loshchilov, Hutter 2016, arXiv:1608.03983'],
  options: {
    duration: { type: 'duration', default: null, minimum: 1, doc: 'How long; by default for what is left.' },
    floor: { type: 'float', default: 0, minimum: 0, maximum: 1, doc: 'The part of the rate at the end.' },
  },
  duration: ({ duration }) => duration ?? undefined,
  factor: (step, steps, { floor }) => halfCosine(1, floor, step / steps),
});
