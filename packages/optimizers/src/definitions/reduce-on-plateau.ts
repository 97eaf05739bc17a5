import { schedule } from '@neurite/contract';

/** A factor smaller each time that nothing became better for a while. */
export const reduceOnPlateau = schedule({
  name: 'reduce_on_plateau',
  summary: 'Multiplies the rate by a factor whenever a number has not become better for some epochs.',
  formula: 'max(floor, factorⁿ) after n plateaus; v is better than the best b where v < b − threshold · |b|',
  description:
    'A plateau is `patience` epochs in a row without a better value; after one, `cooldown` epochs are not counted. It looks at the ends ' +
    'of epochs only, and at those that end within it: in `warmup(500 steps) then reduce_on_plateau(…)` not at those of the warm-up. ' +
    'Not for runs of few epochs, which end before it has seen enough: `cosine` needs nothing to look at.',
  references: ['Keras, ReduceLROnPlateau', 'PyTorch, ReduceLROnPlateau, whose patience is one less'],
  options: {
    monitor: { type: 'monitor', doc: 'The number to watch: `validation.loss`.' },
    factor: { type: 'float', default: 0.1, above: 0, below: 1, doc: 'The factor.' },
    patience: { type: 'int', default: 5, minimum: 1, doc: 'Epochs in a row without a better value.' },
    threshold: {
      type: 'float',
      default: 1e-4,
      minimum: 0,
      below: 1,
      doc: 'How much better a value must be, as a part of the best one.',
    },
    cooldown: { type: 'int', default: 0, minimum: 0, doc: 'Epochs after a plateau that are not counted.' },
    floor: { type: 'float', default: 0, minimum: 0, maximum: 1, doc: 'The smallest part of the rate.' },
    duration: { type: 'duration', default: null, minimum: 1, doc: 'How long; by default for what is left.' },
  },
  examples: [
    { code: 'reduce_on_plateau(monitor: validation.loss)', options: { monitor: 'validation.loss' } },
  ],
  duration: ({ duration }) => duration ?? undefined,
  factor: (_step, _steps, { factor, patience, threshold, cooldown, floor }, observed) => {
    const sign = observed?.better === 'higher' ? -1 : 1;
    let [rate, best, stale, rest] = [1, Infinity, 0, 0];
    for (const value of (observed?.values ?? []).map((each) => sign * each)) {
      // The first value is better than none. What is not a number never is.
      const isBetter = best === Infinity ? value < best : value < best - threshold * Math.abs(best);
      if (isBetter) best = value;
      stale = isBetter || rest > 0 ? 0 : stale + 1;
      rest = Math.max(0, rest - 1);
      if (stale < patience) continue;
      rate = Math.max(floor, rate * factor);
      stale = 0;
      rest = cooldown;
    }
    return rate;
  },
});
