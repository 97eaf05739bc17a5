import { strategy, type Axis, type StrategyRequest } from '@neurite/contract';
import { combinations } from '../places.js';

/** How many values of each range are tried: as many as leave no more trials than there may be. */
const stepsOf = ({ axes, trials }: StrategyRequest): number => {
  const ranges = axes.filter(({ kind }) => kind === 'range').length;
  if (ranges === 0) return 1;
  const share = trials / combinations(axes);
  let steps = Math.floor(share ** (1 / ranges));
  // The root of a power is often a little less than whole.
  if ((steps + 1) ** ranges <= share) steps++;
  return steps;
};

const valuesOf = (axis: Axis, steps: number): readonly number[] => {
  if (axis.kind === 'items') return Array.from({ length: axis.size }, (_, index) => index);
  return steps === 1 ? [0.5] : Array.from({ length: steps }, (_, index) => index / (steps - 1));
};

/** Every combination of evenly spaced values. */
export const grid = strategy({
  name: 'grid',
  summary:
    'Every combination: of all items of each list, and of evenly spaced values of each range, its ends included.',
  formula: 'n = ⌊(trials / items)^(1 / ranges)⌋ values of each range',
  description:
    'With d ranges and n trials only the d-th root of n values of each are ever tried: see `random`.',
  options: {},
  exhaustive: true,
  problem: (request) => {
    const items = combinations(request.axes);
    const steps = stepsOf(request);
    if (items <= request.trials && steps >= 1) return undefined;
    return `There are ${items} combinations, and only ${request.trials} trials to try them.`;
  },
  next: (request) => {
    if (request.history.length > 0) return [];
    const steps = stepsOf(request);
    const places = request.axes.reduce<readonly (readonly number[])[]>(
      (before, axis) => before.flatMap((place) => valuesOf(axis, steps).map((value) => [...place, value])),
      [[]],
    );
    return places.map((place, trial) => ({ trial, place, epochs: request.epochs }));
  },
});
