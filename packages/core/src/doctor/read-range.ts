/** A rate, and the loss of the batch after the step that was taken with it. */
export type RatePoint = readonly [rate: number, loss: number];

/** What a loss does while the learning rate rises geometrically, from step to step. */
export interface RateRange {
  readonly points: readonly RatePoint[];
  /** The same with each loss averaged over its neighbours. */
  readonly smoothed: readonly RatePoint[];
  /** The rate at which the loss exploded or was not finite any more, and the test stopped. */
  readonly diverged?: number;
  /** The rate with the least loss. Absent where the loss never falls. */
  readonly best?: number;
  /** The rate above which half of what was won is lost again. Absent where that does not happen. */
  readonly highest?: number;
  /** A rate to train with. */
  readonly suggested?: number;
  /** By which part of its first value the loss fell, at best. */
  readonly fall: number;
}

// A batch is no measurement: neighbours on both sides, so that the curve is not shifted to larger rates.
const NEIGHBOURS = 3;

const smooth = (points: readonly RatePoint[]): readonly RatePoint[] =>
  points.map(([rate], index) => {
    const own = points.slice(Math.max(0, index - NEIGHBOURS), index + NEIGHBOURS + 1);
    return [rate, own.reduce((sum, [, loss]) => sum + loss, 0) / own.length];
  });

// A fall that is no accident of a few batches.
const LEAST_FALL = 0.02;
// The rate at the minimum is about to be too high: an order of magnitude below it is the usual advice.
const BELOW_BEST = 10;
const HALF = 0.5;

/** One significant digit: a curve of some batches tells no more. */
const rounded = (rate: number): number => Number(rate.toPrecision(1));

/** Reads a range of rates. The suggestion is a tenth of the rate with the least loss (L. N. Smith 2017, arXiv:1506.01186). */
export const readRange = (points: readonly RatePoint[], diverged?: number): RateRange => {
  const finite = points.filter(([, loss]) => Number.isFinite(loss));
  const smoothed = smooth(finite);
  const [first] = smoothed;
  const least = smoothed.reduce((best, point) => (point[1] < best[1] ? point : best), first ?? [NaN, NaN]);
  const fall = first === undefined ? 0 : (first[1] - least[1]) / Math.abs(first[1]);
  const won = first === undefined ? 0 : first[1] - least[1];
  const lost = smoothed.find(([rate, loss]) => rate > least[0] && loss > least[1] + HALF * won);
  return {
    points,
    smoothed,
    ...(diverged === undefined ? {} : { diverged }),
    ...(fall < LEAST_FALL
      ? {}
      : {
          best: least[0],
          ...(lost === undefined ? {} : { highest: lost[0] }),
          suggested: rounded(least[0] / BELOW_BEST),
        }),
    fall,
  };
};

// How much of the newest loss counts: one batch that is off stops nothing, a loss that explodes does at once.
const NEWEST = 0.3;
// The rise over the best, in parts of the first loss, that counts as an explosion.
const EXPLODES = 1.5;

/** Follows losses while rates rise, and says when to stop. */
export const watchExplosion = (): ((loss: number) => boolean) => {
  let state: { readonly first: number; readonly best: number; readonly recent: number } | undefined;
  return (loss) => {
    if (!Number.isFinite(loss)) return true;
    const recent = state === undefined ? loss : state.recent + NEWEST * (loss - state.recent);
    const first = state?.first ?? loss;
    const best = Math.min(state?.best ?? loss, recent);
    state = { first, best, recent };
    return recent > best + EXPLODES * Math.abs(first);
  };
};
