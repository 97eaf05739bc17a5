import type { Diagnostic, SearchPlan } from '@neurite/contract';
import type { TrialRecord } from './events.js';
import { type Spread, spreadOf } from './statistics.js';

/** What comes of a search. */
export interface Searched {
  readonly reason: 'done' | 'interrupted';
  /** Every move, in order; a trial that went on has several. */
  readonly records: readonly TrialRecord[];
  /** The best trial that came to its end, where there is an objective. */
  readonly best?: TrialRecord;
  readonly spread: Readonly<Record<string, Spread>>;
  readonly findings: readonly Diagnostic[];
  readonly seconds: number;
}

/** The last record of each trial. */
export const trialsOf = (records: readonly TrialRecord[]): readonly TrialRecord[] => [
  ...new Map(records.map((record) => [record.trial, record])).values(),
];

/** The best of those that came to their end; the first of equals. */
export const bestOf = (
  { objective }: Pick<SearchPlan, 'objective'>,
  records: readonly TrialRecord[],
): TrialRecord | undefined => {
  if (objective === undefined) return undefined;
  return trialsOf(records)
    .filter(({ reason, cost }) => reason !== 'paused' && cost < Infinity)
    .reduce<TrialRecord | undefined>(
      (best, record) => (best === undefined || record.cost < best.cost ? record : best),
      undefined,
    );
};

export const searchedOf = (
  plan: SearchPlan,
  records: readonly TrialRecord[],
  findings: readonly Diagnostic[],
  reason: Searched['reason'],
): Searched => {
  const best = bestOf(plan, records);
  const ended = trialsOf(records).filter(({ cost, reason: why }) => cost < Infinity && why !== 'paused');
  const spread = plan.report.flatMap(({ monitor }) => {
    const own = spreadOf(ended.map(({ scores }) => scores[monitor] ?? NaN));
    return own === undefined ? [] : [[monitor, own] as const];
  });
  return {
    reason,
    records,
    ...(best === undefined ? {} : { best }),
    spread: Object.fromEntries(spread),
    findings,
    // What a trial took counts once, however many moves it was made in.
    seconds: trialsOf(records).reduce((sum, { seconds }) => sum + seconds, 0),
  };
};
