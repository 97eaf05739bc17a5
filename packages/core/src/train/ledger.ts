import type { Catalog, Recipe } from '@neurite/contract';
import type { Act } from './acts.js';
import type { EndReason, EpochRecord, Finding, Scores } from './events.js';
import { isBetter, monitored } from './monitor.js';
import type { Clock } from './pause.js';
import { addToCurves, firstProgress, followCost, type Progress } from './progress.js';
import { addSums, finishTurns, type Sums } from './sums.js';
import type { StepResult } from './step-result.js';

/** What the host knows of a run: where it stands, and how its rules judge. Holds no tensors. */
export interface Ledger {
  /** Complete as of now: what a checkpoint keeps. */
  progress(): Progress;
  /** The epochs that are over: the same list until one is added. */
  epochs(): readonly EpochRecord[];
  found(finding: Finding): void;
  /** Notes allowances that silenced something. */
  silenced(allowances: readonly string[]): void;
  /** A step was enqueued. */
  stepped(): void;
  /** The results of a step that a turn of the act took were read. Gives how many in a row were not finite. */
  read(result: StepResult, turn: number): number;
  /** Ends the epoch that is under way. `kept` says that the rule `keep` wants these weights, `reason` that the rule `stop` ends it. */
  closeEpoch(
    validation: Scores | undefined,
    rate: number,
  ): { readonly record: EpochRecord; readonly kept: boolean; readonly reason?: EndReason };
  /** Whether the loss is by now more than so many times what it was at first. */
  exceeds(times: number): boolean;
  /** The next act begins. */
  openAct(): void;
  end(reason: EndReason): void;
}

export const createLedger = (
  recipe: Pick<Recipe, 'metrics'>,
  acts: readonly Act[],
  catalog: Catalog,
  from: Progress,
  clock: Clock,
): Ledger => {
  let progress = from;
  let last = clock();
  let tallies = openTallies(acts[from.act.index]!, from);

  const act = (): Act => acts[progress.act.index]!;
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
    const settings = act()[rule];
    if (settings === undefined) return false;
    const value = monitored(record, settings.monitor);
    const better = isBetter(value, progress.best[rule]?.value, settings.better);
    if (better) change({ best: { ...progress.best, [rule]: { value, epoch: record.epoch } } });
    return better;
  };

  return {
    progress: () => {
      tick();
      change({
        tallies: tallies.map(({ counted, sums }) => ({
          counted,
          sums: [...sums].map(([name, sum]) => [name, [...sum]]),
        })),
      });
      return progress;
    },
    epochs: () => progress.epochs,
    silenced: (allowances) => {
      const known = progress.silenced;
      const news = [...new Set(allowances)].filter((allowance) => !known.includes(allowance));
      if (news.length > 0) change({ silenced: [...known, ...news] });
    },
    found: (finding) => change({ findings: [...progress.findings, finding] }),
    stepped: () => change({ step: progress.step + 1, position: progress.position + 1 }),
    read: (result, turn) => {
      if (!result.ok) {
        change({ failures: progress.failures + 1 });
        return progress.failures;
      }
      const tally = tallies[turn]!;
      tally.counted++;
      for (const [name, sum] of result.sums) addSums(tally.sums, name, sum);
      const { phase } = act().turns[turn]!;
      change({
        failures: 0,
        curves: addToCurves(progress.curves, phase, result.step, result.loss),
        ...(turn === 0 ? { cost: followCost(progress.cost, result.loss) } : {}),
      });
      return 0;
    },
    closeEpoch: (validation, rate) => {
      tick();
      const { phase, turns, stop } = act();
      const done = turns.map((turn, index) => ({
        ...(turn.phase === undefined ? {} : { phase: turn.phase }),
        sums: tallies[index]!.sums,
        batches: tallies[index]!.counted,
      }));
      const measured: Sums = new Map();
      for (const { sums } of done) for (const [name, sum] of sums) addSums(measured, name, sum);
      const record: EpochRecord = {
        epoch: progress.epoch + 1,
        ...(phase === undefined ? {} : { phase }),
        step: progress.step,
        train: finishTurns(done, measured, recipe.metrics, catalog),
        ...(validation === undefined ? {} : { validation }),
        rate,
        seconds: progress.epochSeconds,
      };
      tallies = openTallies(act());
      change({
        epoch: record.epoch,
        position: 0,
        epochSeconds: 0,
        epochs: [...progress.epochs, record],
      });
      const kept = remember('keep', record);
      remember('stop', record);
      const stale = record.epoch - (progress.best.stop?.epoch ?? progress.act.epoch);
      return stop !== undefined && stale >= stop.patience
        ? { record, kept, reason: 'early' }
        : { record, kept };
    },
    // Of a loss that may be negative, no multiple says anything.
    exceeds: (times) =>
      progress.cost !== undefined &&
      progress.cost.initial > 0 &&
      progress.cost.recent > times * progress.cost.initial,
    openAct: () => {
      const { act: before, step, epoch, epochs, curves, seconds, findings, silenced, failures } = progress;
      const kept = { step, epoch, epochs, curves, seconds, findings, silenced, failures };
      progress = { ...firstProgress, ...kept, act: { index: before.index + 1, step, epoch } };
      tallies = openTallies(act());
    },
    end: (reason) => change({ ended: reason }),
  };
};

/** A tally in the making. */
interface OpenTally {
  counted: number;
  readonly sums: Sums;
}

const openTallies = ({ turns }: Act, from?: Progress): readonly OpenTally[] =>
  turns.map((_, index) => {
    const tally = from?.tallies[index];
    return {
      counted: tally?.counted ?? 0,
      sums: new Map((tally?.sums ?? []).map(([name, sum]) => [name, Float64Array.from(sum)])),
    };
  });
