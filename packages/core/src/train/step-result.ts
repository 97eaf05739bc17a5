import type { HostArray } from '@neurite/contract';
import { portKey } from '../session/prepared.js';
import { addSums, type Sums } from './sums.js';

/** What one step left behind, once it was read. */
export interface StepResult {
  readonly step: number;
  readonly epoch: number;
  /** Mean loss of its examples. */
  readonly loss: number;
  /** Whether its gradients were finite; if not, nothing changed. */
  readonly ok: boolean;
  readonly rows: Int32Array;
  readonly sums: ReadonlyMap<string, HostArray>;
}

/** Which step it was. */
export type Taken = Pick<StepResult, 'step' | 'epoch' | 'rows'>;

const metricKey = portKey('metric', '');

const sumsOf = (read: ReadonlyMap<string, HostArray>): ReadonlyMap<string, HostArray> =>
  new Map(
    [...read]
      .filter(([key]) => key.startsWith(metricKey))
      .map(([key, data]) => [key.slice(metricKey.length), data]),
  );

/** Sums of one batch as they are; those of several are added up in float64, but for the penalty, which belongs to the step. */
const together = (batches: readonly ReadonlyMap<string, HostArray>[]): ReadonlyMap<string, HostArray> => {
  const [first] = batches;
  if (first !== undefined && batches.length === 1) return first;
  const sums: Sums = new Map();
  for (const batch of batches)
    for (const [name, sum] of batch) if (name !== 'penalty' || batch === first) addSums(sums, name, sum);
  return sums;
};

/** What a step left behind, from the outputs of each of its batches and of its update, where that is a program of its own. */
export const resultOf = (
  taken: Taken,
  batches: readonly ReadonlyMap<string, HostArray>[],
  update: ReadonlyMap<string, HostArray>,
): StepResult => {
  const sums = together(batches.map(sumsOf));
  const okKey = portKey('finding', 'ok');
  const ok = update.get(okKey) ?? batches[0]!.get(okKey);
  return {
    ...taken,
    loss: (sums.get('loss')?.[0] ?? NaN) / (sums.get('weight')?.[0] ?? NaN),
    ok: ok === undefined || ok[0] === 1,
    sums,
  };
};
