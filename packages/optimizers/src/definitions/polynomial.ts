import { schedule } from '@neurite/contract';

/** `floor + (1 − floor) · (1 − t / T)^power`. */
export const polynomial = schedule({
  name: 'polynomial',
  summary: 'Falls from the rate to a floor along a power; in a straight line unless said.',
  formula: 'floor + (1 − floor) · (1 − t / T)^power',
  description: 'A power of 1 is a straight line to 0; 0.9 is usual in segmentation.',
  references: ['Liu, Rabinovich, Berg 2015, arXiv:1506.04579'],
  options: {
    power: { type: 'float', default: 1, above: 0, doc: 'The power.' },
    floor: { type: 'float', default: 0, minimum: 0, maximum: 1, doc: 'The part of the rate at the end.' },
    duration: { type: 'duration', default: null, minimum: 1, doc: 'How long; by default for what is left.' },
  },
  duration: ({ duration }) => duration ?? undefined,
  factor: (step, steps, { power, floor }) => floor + (1 - floor) * Math.max(0, 1 - step / steps) ** power,
});
