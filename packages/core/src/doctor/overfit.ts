import { success, type Outcome } from '@neurite/contract';
import { someRows } from '../health/check-up.js';
import type { Check, Judgement } from './check.js';
import { unregularized } from './first-loss.js';
import { floorOf } from './floor.js';
import type { RateRange } from './read-range.js';
import { LEARNED, readLosses, type LossReading } from './read-losses.js';
import { onFreshWeights, walk, withoutAugmentation, type Ward } from './ward.js';
import { short } from './words.js';

/** One attempt to learn a few examples by heart. */
export interface Attempt {
  readonly rate: number;
  /** Of the loss at each step, without regularization. */
  readonly losses: readonly number[];
  readonly reading: LossReading;
}

const attempt = async (
  ward: Ward,
  rows: Int32Array,
  floor: number,
  rate: number,
): Promise<Outcome<Attempt>> => {
  const { recipe, data, settings } = ward;
  const part = withoutAugmentation(data.parts.train);
  const strides = Array.from({ length: settings.steps }, () => ({ rows, rate, epoch: 0 }));
  let first: number | undefined;
  const trial = { key: 'overfit', recipe: unregularized(recipe), part, noiseless: true };
  const walked = await onFreshWeights(ward, trial, (trainer) =>
    walk(trainer, part, strides, ward, ({ loss, ok }) => {
      first ??= loss;
      return !ok || loss - floor <= LEARNED * (first - floor);
    }),
  );
  if (!walked.ok) return walked;
  const losses = walked.value.map(({ loss, ok }) => (ok ? loss : NaN));
  return success({ rate, losses, reading: readLosses(losses, floor) });
};

// Rates that are closer than this come to the same.
const ANOTHER_RATE = 1.5;
// Of a batch that is always the same, steps may be larger than in training.
const BELOW_BEST = 3;

// Where a rate of the range explodes, it was the sum of many steps that did.
const BELOW_EXPLOSION = 30;

/** A rate to try after the recipe's own: from the test of rates if that shows one, otherwise one of another order of magnitude. */
const otherRate = (own: number, { shape }: LossReading, { best, diverged }: RateRange): number => {
  if (best !== undefined) return Number((best / BELOW_BEST).toPrecision(1));
  if (diverged !== undefined) return Number((diverged / BELOW_EXPLOSION).toPrecision(1));
  return shape === 'exploded' ? own / 10 : own * 10;
};

/** What came of learning a few examples by heart. */
export interface Overfitting {
  readonly examples: number;
  /** The least loss that is possible: more than 0 where targets are soft. */
  readonly floor: number;
  readonly attempts: readonly Attempt[];
}

/** Learns a few examples by heart, with regularization off: at the recipe's rate, and if that does not do at another one. */
export const overfit = async (ward: Ward, range: RateRange): Promise<Outcome<Overfitting>> => {
  const { recipe, data, settings } = ward;
  const rows = someRows(data.parts.train, settings.examples);
  const least = await floorOf(ward, rows);
  if (!least.ok) return least;
  const floor = least.value;
  const found = (...attempts: readonly Attempt[]): Outcome<Overfitting> =>
    success({ examples: rows.length, floor, attempts });
  const own = await attempt(ward, rows, floor, recipe.rate);
  if (!own.ok) return own;
  const rate = otherRate(recipe.rate, own.value.reading, range);
  const isClose = Math.max(rate / recipe.rate, recipe.rate / rate) < ANOTHER_RATE;
  if (own.value.reading.shape === 'learned' || isClose) return found(own.value);
  const other = await attempt(ward, rows, floor, rate);
  return other.ok ? found(own.value, other.value) : other;
};

// A curve that is flat for longer than this part of its steps, and then falls, began at a bad place.
const LONG_PLATEAU = 0.3;

const words = ({ rate, losses, reading }: Attempt): string => {
  const { shape, first, last } = reading;
  const at = `at the rate ${short(rate)}`;
  switch (shape) {
    case 'learned':
      return `from ${short(first)} to ${short(losses.at(-1)!)} in ${losses.length} steps ${at}`;
    case 'exploded':
      return `exploded after ${losses.length} steps ${at}`;
    case 'falling':
      return `from ${short(first)} to ${short(last)} in ${losses.length} steps ${at}, and still falling`;
    case 'stalled':
      return `from ${short(first)} to ${short(last)} ${at}, where it stays`;
    case 'flat':
      return `stays at ${short(last)} for ${losses.length} steps ${at}`;
    default:
      return shape satisfies never;
  }
};

const unlearned: Readonly<
  Record<Exclude<LossReading['shape'], 'learned'>, Pick<Check, 'verdict' | 'advice'>>
> = {
  exploded: {
    verdict: 'failed',
    advice: 'Too high a rate: lower it, clip gradients, or scale inputs and targets to about 1.',
  },
  falling: {
    verdict: 'warning',
    advice: 'Too low a rate, or too few steps: try a larger rate, or more steps.',
  },
  stalled: {
    verdict: 'warning',
    advice:
      'First see what "rate range" says. Otherwise the network is too small for these examples, some of them contradict each other, or the loss has a floor above 0, as with soft targets.',
  },
  flat: {
    verdict: 'failed',
    advice:
      'Nothing is learned, not even a few examples. First see what "rate range" says; otherwise look for a loss of the wrong output, labels in the wrong order, frozen layers, dead units, or a plateau of bad initialization.',
  },
};

const judge = ([own, other]: readonly Attempt[]): Judgement => {
  if (own!.reading.shape === 'learned') {
    const { losses, reading } = own!;
    return reading.plateau > LONG_PLATEAU * losses.length && reading.plateau > 10
      ? {
          verdict: 'warning',
          measured: `${words(own!)}, after a plateau of ${reading.plateau} steps`,
          advice: 'A plateau of bad initialization: look at init, at the activation, or use a normalizer.',
        }
      : { verdict: 'ok', measured: words(own!) };
  }
  const measured = other === undefined ? words(own!) : `${words(own!)}; ${words(other)}`;
  if (other?.reading.shape === 'learned')
    return {
      verdict: 'warning',
      measured,
      advice: `The network can learn, but the recipe's rate is too ${other.rate > own!.rate ? 'low' : 'high'}: see "rate range".`,
    };
  // An explosion is told of, whatever another rate did; otherwise what came closer says more.
  const isBetter =
    own!.reading.shape !== 'exploded' && other !== undefined && other.reading.last < own!.reading.last;
  return { measured, ...unlearned[(isBetter ? other : own!).reading.shape as keyof typeof unlearned] };
};

// Rounding of what is 0.
const NO_FLOOR = 1e-4;

/** Does the loss of a few examples go to zero, or to the least that is possible? */
export const checkOverfit = ({ examples, floor, attempts }: Overfitting): Check => {
  const judgement = judge(attempts);
  return {
    name: 'overfit',
    ...judgement,
    measured: `${examples} examples: ${judgement.measured}${floor > NO_FLOOR ? `; at best it is ${short(floor)}` : ''}`,
    numbers: {
      examples,
      floor,
      attempts: attempts.map(({ rate, losses, reading }) => ({ rate, ...reading, losses })),
    },
    diagnostics: [],
  };
};
