import type { Catalog, Recipe } from '@neurite/contract';
import type { EndReason, EpochRecord, Scores } from './events.js';
import { isBetter, monitored } from './monitor.js';
import type { Clock } from './pause.js';
import { addPoint, followCost, type Progress } from './progress.js';
import { addSums, finishSums, type Sums } from './sums.js';
import type { StepResult } from './trainer.js';

/** What the host knows of a run: where it stands, and how its rules judge. Holds no tensors. */
export interface Ledger {
  /** Complete as of now: what a checkpoint keeps. */
  progress(): Progress;
  /** A step was enqueued. */
  stepped(): void;
  /** The results of a step were read. Gives how many in a row were not finite. */
  read(result: StepResult): number;
  /** Ends the epoch that is under way. `kept` says that the rule `keep` wants these weights, `reason` that the rule `stop` ends it. */
  closeEpoch(
    validation: Scores | undefined,
    rate: number,
  ): { readonly record: EpochRecord; readonly kept: boolean; readonly reason?: EndReason };
  /** Whether the loss is by now more than so many times what it was at first. */
  exceeds(times: number): boolean;
  end(reason: EndReason): void;
}

export const createLedger = (
  recipe: Pick<Recipe, 'metrics' | 'keep' | 'stop'>,
  catalog: Catalog,
  from: Progress,
  clock: Clock,
): Ledger => {
  let progress = from;
  let last = clock();
  const sums: Sums = new Map(from.sums.map(([name, sum]) => [name, Float64Array.from(sum)]));

  const change = (changes: Partial<Progress>): void => {
    progress = { ...progress, ...changes };
  };
  const tick = (): void => {
    const now = clock();
    const seconds = (now - last) / 1000;
    last = now;
    change({ seconds: progress.seconds + seconds, epochSeconds: progress.epochSeconds + seconds });
  };
  /** Remembers an epoch under `rule` if it is better than the best so far. */
  const remember = (rule: 'keep' | 'stop', record: EpochRecord): boolean => {
    const settings = recipe[rule];
    if (settings === undefined) return false;
    const value = monitored(record, settings.monitor);
    const better = isBetter(value, progress.best[rule]?.value, settings.better);
    if (better) change({ best: { ...progress.best, [rule]: { value, epoch: record.epoch } } });
    return better;
  };

  return {
    progress: () => {
      tick();
      change({ sums: [...sums].map(([name, sum]) => [name, [...sum]]) });
      return progress;
    },
    stepped: () => change({ step: progress.step + 1, position: progress.position + 1 }),
    read: (result) => {
      if (!result.ok) {
        change({ failures: progress.failures + 1 });
        return progress.failures;
      }
      for (const [name, sum] of result.sums) addSums(sums, name, sum);
      change({
        failures: 0,
        counted: progress.counted + 1,
        cost: followCost(progress.cost, result.loss),
        curve: addPoint(progress.curve, result.step, result.loss),
      });
      return 0;
    },
    closeEpoch: (validation, rate) => {
      tick();
      const record: EpochRecord = {
        epoch: progress.epoch + 1,
        step: progress.step,
        train: finishSums(sums, recipe.metrics, catalog, progress.counted),
        ...(validation === undefined ? {} : { validation }),
        rate,
        seconds: progress.epochSeconds,
      };
      sums.clear();
      change({
        epoch: record.epoch,
        position: 0,
        counted: 0,
        epochSeconds: 0,
        epochs: [...progress.epochs, record],
      });
      const kept = remember('keep', record);
      remember('stop', record);
      const stale = record.epoch - (progress.best.stop?.epoch ?? 0);
      return recipe.stop !== undefined && stale >= recipe.stop.patience
        ? { record, kept, reason: 'early' }
        : { record, kept };
    },
    // Of a loss that may be negative, no multiple says anything.
    exceeds: (times) =>
      progress.cost !== undefined &&
      progress.cost.initial > 0 &&
      progress.cost.recent > times * progress.cost.initial,
    end: (reason) => change({ ended: reason }),
  };
};
