import type { EndReason, EpochRecord, Finding } from './events.js';

/** The loss at some steps of a run: every `every`-th, thinned so that a long run stays a picture. */
export interface LossCurve {
  /** The phase whose loss it is, where there are phases. */
  readonly phase?: string;
  readonly every: number;
  /** Losses seen so far. */
  readonly seen: number;
  readonly points: readonly (readonly [step: number, loss: number])[];
}

/** Sums over the batches of an epoch, of those steps that a turn of the act took. */
export interface Tally {
  /** How many were finite, and so are in the sums. */
  readonly counted: number;
  readonly sums: readonly (readonly [name: string, sum: readonly number[]])[];
}

/** The best value so far of what a rule watches. */
export interface Best {
  readonly value: number;
  readonly epoch: number;
}

/** Where training stands: everything beside tensors that a run needs to go on as if it had not stopped. */
export interface Progress {
  /** Steps done. */
  readonly step: number;
  /** Epochs done. */
  readonly epoch: number;
  /** Batches done of the epoch that is under way. */
  readonly position: number;
  /** The act that is under way, and the steps and epochs that were done when it began. */
  readonly act: { readonly index: number; readonly step: number; readonly epoch: number };
  /** Of the epoch that is under way, one for each turn of the act; empty before the first step. */
  readonly tallies: readonly Tally[];
  readonly seconds: number;
  readonly epochSeconds: number;
  readonly epochs: readonly EpochRecord[];
  /** One for each phase that has taken a step, or one. */
  readonly curves: readonly LossCurve[];
  /** The best epoch of the act so far by the rule `keep`, and by the rule `stop`. */
  readonly best: Readonly<Partial<Record<'keep' | 'stop', Best>>>;
  /** The loss of the first step of the act's first turn, and its moving average by now. */
  readonly cost?: { readonly initial: number; readonly recent: number };
  /** What was found so far. */
  readonly findings: readonly Finding[];
  /** The allowances of the recipe that silenced something so far. */
  readonly silenced: readonly string[];
  /** Steps in a row that were left out. */
  readonly failures: number;
  readonly ended?: EndReason;
}

export const firstProgress: Progress = {
  step: 0,
  epoch: 0,
  position: 0,
  act: { index: 0, step: 0, epoch: 0 },
  tallies: [],
  seconds: 0,
  epochSeconds: 0,
  epochs: [],
  curves: [],
  best: {},
  findings: [],
  silenced: [],
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
  const seen = curve.seen + 1;
  if (seen % curve.every !== 0) return { ...curve, seen };
  const points = [...curve.points, [step, loss] as const];
  return points.length < MOST_POINTS
    ? { ...curve, seen, points }
    : { ...curve, seen, every: curve.every * 2, points: points.filter((_, index) => index % 2 === 1) };
};

/** The curves with a point added to that of a phase. */
export const addToCurves = (
  curves: readonly LossCurve[],
  phase: string | undefined,
  step: number,
  loss: number,
): readonly LossCurve[] => {
  const known = curves.find((curve) => curve.phase === phase);
  const first: LossCurve = { ...(phase === undefined ? {} : { phase }), every: 1, seen: 0, points: [] };
  const next = addPoint(known ?? first, step, loss);
  return known === undefined ? [...curves, next] : curves.map((curve) => (curve === known ? next : curve));
};
