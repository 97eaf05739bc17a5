import { failure, success, type DataPlan, type Outcome, type Portion } from '@neurite/contract';
import { hostRandom } from '@neurite/program';
import type { PartName } from './dataset.js';
import { report } from '../diagnostics.js';
import { shuffled } from './shuffle.js';

/** The rows of each part that comes from the main source. */
export type SplitRows = Readonly<Record<'train', Int32Array> & Partial<Record<PartName, Int32Array>>>;

/** Splits `count` rows: the last ones are test, those before them validation, the rest training. A fold lies where its number says. */
export const splitRows = (plan: DataPlan, count: number): Outcome<SplitRows> => {
  const order =
    plan.shuffle === undefined
      ? Int32Array.from({ length: count }, (_, row) => row)
      : shuffled(count, hostRandom(plan.shuffle, 'shuffle'));
  const rows: { -readonly [K in keyof SplitRows]: SplitRows[K] } = { train: order };
  let left = order;
  for (const part of ['test', 'validation'] as const) {
    const portion = plan[part];
    if (portion === undefined || 'source' in portion) continue;
    const [from, to] = placeOfPortion(portion, count, left.length);
    if (from < 0)
      return failure(
        report(
          'data-split',
          { part, wanted: to - from, left: left.length },
          plan.span === undefined ? {} : { span: plan.span },
        ),
      );
    rows[part] = left.subarray(from, to);
    left = without(left, from, to);
  }
  rows.train = left;
  return success(rows);
};

/** The rows before `from` and those from `to` on. */
const without = (rows: Int32Array, from: number, to: number): Int32Array => {
  if (to === rows.length) return rows.subarray(0, from);
  const kept = new Int32Array(rows.length - (to - from));
  kept.set(rows.subarray(0, from));
  kept.set(rows.subarray(to), from);
  return kept;
};

/** Where a part begins and ends among the `left` rows that no part before it took, of `count`. */
const placeOfPortion = (
  portion: Exclude<Portion, { readonly source: unknown }>,
  count: number,
  left: number,
): readonly [number, number] => {
  if ('fold' in portion) {
    const { fold, of } = portion;
    return [Math.floor((fold * left) / of), Math.floor(((fold + 1) * left) / of)];
  }
  const size = 'count' in portion ? portion.count : Math.round(portion.fraction * count);
  return [left - size, left];
};
