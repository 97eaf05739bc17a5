import { success, type Outcome, type Recipe } from '@neurite/contract';
import type { Session } from '../session/session.js';
import type { Store } from '../session/store.js';
import type { Weights } from '../values/weights.js';
import type { Scores, TrainEvent } from './events.js';
import type { Ledger } from './ledger.js';
import type { TrainOptions } from './options.js';
import type { Clock } from './pause.js';
import type { Setup } from './set-up.js';
import { finishSums } from './sums.js';

export type Emit = (event: TrainEvent) => void;

/** Everything that the parts of a run share. */
export interface Run {
  readonly recipe: Recipe;
  readonly options: TrainOptions;
  readonly session: Session;
  readonly setup: Setup;
  readonly ledger: Ledger;
  readonly emit: Emit;
  readonly clock: Clock;
  readonly pause: () => Promise<void> | undefined;
  /** Steps of an epoch, and of the whole run. */
  readonly perEpoch: number;
  readonly total: number;
  /** The rate of a step that counts from 1. */
  readonly rateOf: (step: number) => number;
  /** What changes beside the ledger. */
  readonly state: {
    /** The weights that the rule `keep` chose; empty before it did. */
    kept: Weights;
    /** When a step was last told of, and when a checkpoint was last written, by the clock. */
    sampled: number;
    saved: number;
    diagnoses: number;
  };
}

/** Parameters and statistics as they are now. */
export const weightsIn = async (store: Store): Promise<Weights> =>
  new Map([...(await store.readAll('parameter')), ...(await store.readAll('statistic'))]);

/** Scores of a part with the weights as they are now; undefined where the data has no such part. */
export const evaluatePart = async (
  { setup, recipe, session, pause }: Run,
  name: 'validation' | 'test',
): Promise<Outcome<Scores | undefined>> => {
  const part = setup.data.parts[name];
  if (part === undefined) return success(undefined);
  const outcome = await setup.trainer.evaluate(part, pause);
  if (!outcome.ok) return outcome;
  return success(finishSums(outcome.value.sums, recipe.metrics, session.catalog, outcome.value.batches));
};
