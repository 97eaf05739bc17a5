import type { EndReason, EpochRecord } from './events.js';

/** The loss at some steps of a run: every `every`-th, thinned so that a long run stays a picture. */
export interface LossCurve {
  readonly every: number;
  readonly points: readonly (readonly [step: number, loss: number])[];
}

/** Where training stands: everything beside tensors that a run needs to go on as if it had not stopped. */
export interface Progress {
  /** Steps done. */
  readonly step: number;
  /** Epochs done. */
  readonly epoch: number;
  /** Batches done of the epoch that is under way. */
  readonly position: number;
  /** How many of them were finite, and so are in the sums. */
  readonly counted: number;
  readonly sums: readonly (readonly [name: string, sum: readonly number[]])[];
  readonly seconds: number;
  readonly epochSeconds: number;
  readonly epochs: readonly EpochRecord[];
  readonly curve: LossCurve;
  /** The best epoch so far by the rule `keep`, and by the rule `stop`. */
  readonly best: Readonly<
    Partial<Record<'keep' | 'stop', { readonly value: number; readonly epoch: number }>>
  >;
  /** The loss of the first step, and its moving average by now. */
  readonly cost?: { readonly initial: number; readonly recent: number };
  /** Steps in a row that were left out. */
  readonly failures: number;
  readonly ended?: EndReason;
}

export const firstProgress: Progress = {
  step: 0,
  epoch: 0,
  position: 0,
  counted: 0,
  sums: [],
  seconds: 0,
  epochSeconds: 0,
  epochs: [],
  curve: { every: 1, points: [] },
  best: {},
  failures: 0,
};

// A tenth: one batch that is off counts little, a loss that explodes counts at once.
const NEWEST = 0.1;

/** Follows the loss of a run. */
export const followCost = (cost: Progress['cost'], loss: number): NonNullable<Progress['cost']> =>
  cost === undefined
    ? { initial: loss, recent: loss }
    : { initial: cost.initial, recent: cost.recent + NEWEST * (loss - cost.recent) };

const MOST_POINTS = 1000;

/** Adds a point to a curve; where there are too many, every other one goes. Depends on steps only, never on the clock. */
export const addPoint = (curve: LossCurve, step: number, loss: number): LossCurve => {
  if (step % curve.every !== 0) return curve;
  const points = [...curve.points, [step, loss] as const];
  if (points.length < MOST_POINTS) return { ...curve, points };
  const every = curve.every * 2;
  return { every, points: points.filter(([at]) => at % every === 0) };
};
