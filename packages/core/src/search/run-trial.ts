import { failure, success, type Outcome, type Point, type Recipe, type SearchPlan } from '@neurite/contract';
import type { Storage } from '../checkpoint/storage.js';
import { monitored } from '../train/monitor.js';
import { train } from '../train/train.js';
import type { Trained } from '../train/trained.js';
import type { DataCache } from './data-cache.js';
import type { SearchEvent, TrialRecord } from './events.js';
import type { SearchOptions } from './options.js';

/** What of a trial's record training decides. */
export type TrialResult = Pick<TrialRecord, 'scores' | 'cost' | 'reason' | 'problems' | 'steps' | 'seconds'>;

/** A trial that is to be made, or to go on. */
export interface TrialRequest {
  readonly trial: number;
  readonly point: Point;
  readonly epochs: number;
  /** The folder of the trial. */
  readonly storage?: Storage;
}

const failed = (problems: readonly string[]): TrialResult => ({
  scores: {},
  cost: Infinity,
  reason: 'failed',
  problems,
  steps: 0,
  seconds: 0,
});

/** Makes a trial; undefined where it was interrupted. Only a storage that fails is a failure of the search. */
export const runTrial = async (
  plan: SearchPlan,
  { trial, point, epochs, storage }: TrialRequest,
  options: SearchOptions,
  dataOf: DataCache,
  emit: (event: SearchEvent) => void,
): Promise<Outcome<TrialResult | undefined>> => {
  const recipe = options.trial(point);
  if (!recipe.ok) return success(failed(recipe.diagnostics.map(({ message }) => message)));
  const { catalog, backend, world, signal, source, checkpointSeconds } = options;
  const data = await dataOf(recipe.value);
  const given = { signal, source, checkpointSeconds, storage, data, abandon: plan.abandon };
  const isPart = epochs < recipe.value.epochs && recipe.value.epochs === plan.recipe.epochs;
  const training = train(recipe.value, {
    catalog,
    backend,
    world,
    resume: true,
    ...(isPart ? { until: epochs } : {}),
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
  });
  for await (const event of training) if (event.event === 'epoch') emit({ ...event, trial });
  const outcome = await training.result();
  if (signal?.aborted === true) return success(undefined);
  if (!outcome.ok) {
    const unwritable = outcome.diagnostics.filter(({ code }) => code === 'file-unwritable');
    if (unwritable.length > 0) return failure(...unwritable);
    return success(failed(outcome.diagnostics.map(({ message }) => message)));
  }
  return success(resultOf(plan, recipe.value, outcome.value));
};

const resultOf = (plan: SearchPlan, { keep }: Recipe, { progress, test, reason }: Trained): TrialResult => {
  // The weights that are kept are those that are scored.
  const kept = keep === undefined ? undefined : progress.best.keep?.epoch;
  const record = progress.epochs.find(({ epoch }) => epoch === kept) ?? progress.epochs.at(-1);
  const scoreOf = (monitor: string): number =>
    monitor.startsWith('test.')
      ? (test?.[monitor.slice('test.'.length)] ?? NaN)
      : record === undefined
        ? NaN
        : monitored(record, monitor);
  const cameToNothing = reason === 'diverged' || reason === 'abandoned';
  const value = plan.objective === undefined ? NaN : scoreOf(plan.objective.monitor);
  return {
    scores: Object.fromEntries(plan.report.map(({ monitor }) => [monitor, scoreOf(monitor)])),
    cost:
      cameToNothing || (plan.objective !== undefined && !Number.isFinite(value))
        ? Infinity
        : plan.objective === undefined
          ? 0
          : plan.objective.better === 'higher'
            ? -value
            : value,
    reason: reason === 'interrupted' ? 'paused' : reason,
    steps: progress.step,
    seconds: progress.seconds,
  };
};
