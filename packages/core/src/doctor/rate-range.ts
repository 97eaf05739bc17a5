import { success, type Outcome } from '@neurite/contract';
import type { StepResult } from '../train/step-result.js';
import type { Check, Judgement } from './check.js';
import { readRange, watchExplosion, type RatePoint, type RateRange } from './read-range.js';
import { stridesOf } from './strides.js';
import { onFreshWeights, walk, type Ward } from './ward.js';
import { percent, short } from './words.js';

/**
 * Takes steps with rates that rise geometrically, over batches as in training, until the loss explodes or the range is at its end.
 *
 * Batches differ by more than a step changes. So the loss of each is told as its difference to what the same batch, with the same
 * random masks, costs the first weights: before the other walk comes one at the rate 0.
 */
export const testRates = async (ward: Ward): Promise<Outcome<RateRange>> => {
  const { recipe, data, settings } = ward;
  const { from, to, steps } = settings.rates;
  const rateAt = (index: number): number => from * (to / from) ** (index / (steps - 1));
  const trial = { key: 'rate range', recipe, part: data.parts.train, accumulates: true };
  const go = (rateOf: (index: number) => number, enough: (result: StepResult) => boolean) =>
    onFreshWeights(ward, trial, (trainer) =>
      // A loss is that of the weights before its step: one more shows what the last rate did.
      walk(trainer, trial.part, stridesOf(ward, steps + 1, rateOf), ward, enough),
    );
  const before = await go(
    () => 0,
    () => false,
  );
  if (!before.ok) return before;
  const still = before.value.map(({ loss }) => loss);
  const level = still.reduce((sum, loss) => sum + loss, 0) / still.length;
  const changed = ({ step, loss }: StepResult): number => level + loss - (still[step - 1] ?? NaN);
  const explodes = watchExplosion();
  let diverged: number | undefined;
  const after = await go(
    (index) => rateAt(Math.min(index, steps - 1)),
    (result) => {
      const isOver = explodes(changed(result)) || !result.ok;
      // Not the rate of the step whose loss it is, but that of the one before, which led there.
      if (isOver) diverged = rateAt(Math.max(0, result.step - 2));
      return isOver;
    },
  );
  if (!after.ok) return after;
  const points = after.value.slice(1).map((result, index): RatePoint => [rateAt(index), changed(result)]);
  return success(readRange(points, diverged));
};

// A rate may well be that far below the suggestion, with a schedule or small batches; further below it wastes steps.
const FAR_BELOW = 30;

const judge = (rate: number, range: RateRange, last: number): Judgement => {
  const { diverged, best, highest = diverged, suggested, fall } = range;
  const end =
    diverged === undefined ? `up to ${short(last)} nothing explodes` : `it explodes at ${short(diverged)}`;
  if (best === undefined || suggested === undefined)
    return {
      verdict: diverged !== undefined && rate >= diverged ? 'failed' : 'warning',
      measured: `at no rate does the loss fall by more than ${percent(Math.max(0, fall))}; ${end}`,
      advice:
        diverged !== undefined && rate >= diverged
          ? `Too high: training explodes at the recipe's ${short(rate)}.`
          : 'So few steps teach next to nothing at any rate: are inputs and targets of the scale of 1? See what "overfit" says.',
    };
  const measured = `the loss is least at ${short(best)}, ${end}; suggested: ${short(suggested)}, the recipe has ${short(rate)}`;
  if (diverged !== undefined && rate >= diverged)
    return {
      verdict: 'failed',
      measured,
      advice: `Too high: training explodes at this rate. Take ${short(suggested)}.`,
    };
  if (highest !== undefined && rate > highest)
    return {
      verdict: 'warning',
      measured,
      advice: `Too high: above ${short(highest)} the loss rises again. Take ${short(suggested)}, or begin with a warm-up.`,
    };
  if (rate < suggested / FAR_BELOW)
    return {
      verdict: 'warning',
      measured,
      advice: `Too low: the loss will fall slowly, in a nearly straight line. Take ${short(suggested)}.`,
    };
  return { verdict: 'ok', measured };
};

/** Is the recipe's learning rate where the loss falls? */
export const checkRates = ({ recipe, settings }: Ward, range: RateRange): Check => {
  const { points, smoothed, diverged, best, highest, suggested, fall } = range;
  const given = Object.entries({ diverged, best, highest, suggested }).filter(
    ([, value]) => value !== undefined,
  );
  return {
    name: 'rate range',
    ...judge(recipe.rate, range, settings.rates.to),
    numbers: { rate: recipe.rate, ...Object.fromEntries(given), fall, points, smoothed },
    diagnostics: [],
  };
};
