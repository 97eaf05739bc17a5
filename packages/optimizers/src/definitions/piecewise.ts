import { schedule } from '@neurite/contract';

/** A factor for each part of the training. */
export const piecewise = schedule({
  name: 'piecewise',
  summary: 'A factor of the rate for each part of the training, given by the steps at which the next begins.',
  formula: 'factors[i] for boundaries[i − 1] ≤ t < boundaries[i]',
  description: 'For recipes of papers that name their steps.',
  options: {
    boundaries: {
      type: 'list',
      of: 'int',
      minimum: 1,
      rising: true,
      lessThan: 'duration',
      doc: 'The steps at which the next factor begins.',
    },
    factors: {
      type: 'list',
      of: 'float',
      minimum: 0,
      longerThan: 'boundaries',
      doc: 'One factor more than boundaries.',
    },
    duration: { type: 'duration', default: null, minimum: 1, doc: 'How long; by default for what is left.' },
  },
  examples: [
    {
      code: 'piecewise([100, 200], [1, 0.1, 0.01])',
      options: { boundaries: [100, 200], factors: [1, 0.1, 0.01] },
    },
  ],
  duration: ({ duration }) => duration ?? undefined,
  factor: (step, _steps, { boundaries, factors }) =>
    factors[boundaries.filter((boundary) => boundary <= step).length]!,
});
