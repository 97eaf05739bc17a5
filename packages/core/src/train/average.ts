import type { Average } from '@neurite/contract';
import { stepsOfTurn, turnAt, type Act } from './acts.js';

/** How an act averages its weights; all steps count from 1. */
export interface Averaging {
  /** How much of the averages of a turn stays at a step of the act, which is the turn's `own`-th. */
  staysAt(step: number, own: number): number;
  /** Whether a turn has averages after so many steps of the act. */
  hasAfter(turn: number, step: number): boolean;
}

// ā begins with the first weights, and forgets them: as `num_updates` of TensorFlow's ExponentialMovingAverage, whose 10 this is.
const PATIENCE = 9;

/**
 * - `ema`: δ = min(decay, n / (n + 9)) after n steps, so that a short run is not an average of its beginning.
 * - `swa` (P. Izmailov et al. 2018, arXiv:1803.05407): the mean of what a turn has after its last step of each counted epoch.
 *
 * Both depend on the number of the step alone: a run that is resumed averages as if it had not stopped.
 */
export const averagingOf = (average: Average, act: Act, perEpoch: number, total: number): Averaging => {
  if (average.kind === 'ema')
    return {
      staysAt: (_, own) => Math.min(average.decay, (own - 1) / (own - 1 + PATIENCE)),
      hasAfter: (turn, step) => stepsOfTurn(act, turn, step) > 0,
    };
  // An epoch in which some turn takes no step has no end to average at.
  if (act.turns.some((_, turn) => stepsOfTurn(act, turn, perEpoch) === 0))
    return { staysAt: () => 1, hasAfter: () => false };
  const epochOf = (step: number): number => Math.ceil(step / perEpoch);
  const first = Math.max(1, epochOf(average.from * total));
  /** How many samples a turn has when the epoch of a step is over, if that epoch is counted. */
  const samples = (epoch: number): number | undefined =>
    epoch >= first && (epoch - first) % average.every === 0 ? (epoch - first) / average.every + 1 : undefined;
  const isLastOfEpoch = (step: number): boolean => {
    const { index } = turnAt(act, step);
    for (let next = step + 1; next <= total && epochOf(next) === epochOf(step); next++)
      if (turnAt(act, next).index === index) return false;
    return true;
  };
  return {
    staysAt: (step) => {
      const count = samples(epochOf(step));
      return count === undefined || !isLastOfEpoch(step) ? 1 : (count - 1) / count;
    },
    hasAfter: (_, step) => step >= total || Math.floor(step / perEpoch) >= first,
  };
};
