import type { Catalog, MetricTerm, Observed, Use } from '@neurite/contract';
import type { EpochRecord } from './events.js';
import { betterOf, monitored, watchedBy } from './monitor.js';

/** The factor of the base rate at a step that counts from 0. */
export type RateFactor = (step: number) => number;

/** An epoch that is over, and how many steps of the schedules' own were done by then. */
export interface PastEpoch {
  readonly step: number;
  readonly record: EpochRecord;
}

/** What schedules may watch. */
export interface Past {
  /** The epochs so far: the same list until one is added. */
  epochs(): readonly PastEpoch[];
  readonly metrics: readonly MetricTerm[];
}

const nothing: readonly PastEpoch[] = [];
const noPast: Past = { epochs: () => nothing, metrics: [] };

/**
 * Schedules one after the other over all steps of a run. Those without a length of their own share what is left; after the last
 * one its final factor stays.
 */
export const rateFactor = (
  schedules: readonly Use[],
  catalog: Catalog,
  total: number,
  past: Past = noPast,
): RateFactor => {
  const rows = schedules.map((use) => {
    const definition = catalog.get('schedule', use.name);
    if (definition === undefined)
      throw new Error(`The catalog has no schedule "${use.name}": the compiler should have said so.`);
    return { use, definition, fixed: definition.duration?.(use.options as never) };
  });
  const fixed = rows.reduce((sum, row) => sum + (row.fixed ?? 0), 0);
  const open = rows.filter((row) => row.fixed === undefined).length;
  const share = Math.max(1, Math.floor((total - fixed) / Math.max(1, open)));
  let next = 0;
  const parts = rows.map(({ use, definition, fixed: length = share }) => {
    const start = next;
    next += length;
    const observed = observer(watchedBy(use, catalog), start, start + length, past, catalog);
    const factor = (step: number): number =>
      definition.factor(Math.min(step - start, length), length, use.options as never, observed());
    return { end: start + length, factor };
  });
  return (step) => (parts.find(({ end }) => step < end) ?? parts.at(-1))?.factor(step) ?? 1;
};

/** What a schedule has seen of the number that it watches, if it does: the epochs that ended while it lasted. */
const observer = (
  monitor: string | undefined,
  start: number,
  end: number,
  { epochs, metrics }: Past,
  catalog: Catalog,
): (() => Observed | undefined) => {
  if (monitor === undefined) return () => undefined;
  const better = betterOf(monitor, metrics, catalog);
  let known: { readonly epochs: readonly PastEpoch[]; readonly observed: Observed } | undefined;
  return () => {
    const now = epochs();
    if (known?.epochs !== now) {
      const own = now.filter(({ step }) => step > start && step <= end);
      known = {
        epochs: now,
        observed: { better, values: own.map(({ record }) => monitored(record, monitor)) },
      };
    }
    return known.observed;
  };
};
