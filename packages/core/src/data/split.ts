import { failure, success, type DataPlan, type Outcome, type Portion } from '@neurite/contract';
import { hostRandom } from '@neurite/program';
import type { PartName } from './dataset.js';
import { report } from '../diagnostics.js';
import { shuffled } from './shuffle.js';

/** The rows of each part that comes from the main source. */
export type SplitRows = Readonly<Record<'train', Int32Array> & Partial<Record<PartName, Int32Array>>>;

/** Splits `count` rows: the last ones are test, those before them validation, the rest training. */
export const splitRows = (plan: DataPlan, count: number): Outcome<SplitRows> => {
  const order =
    plan.shuffle === undefined
      ? Int32Array.from({ length: count }, (_, row) => row)
      : shuffled(count, hostRandom(plan.shuffle, 'shuffle'));
  const rows: { -readonly [K in keyof SplitRows]: SplitRows[K] } = { train: order };
  let left = count;
  for (const part of ['test', 'validation'] as const) {
    const portion = plan[part];
    if (portion === undefined || 'source' in portion) continue;
    const wanted = sizeOfPortion(portion, count);
    if (wanted > left)
      return failure(
        report('data-split', { part, wanted, left }, plan.span === undefined ? {} : { span: plan.span }),
      );
    rows[part] = order.subarray(left - wanted, left);
    left -= wanted;
  }
  rows.train = order.subarray(0, left);
  return success(rows);
};

const sizeOfPortion = (portion: Exclude<Portion, { readonly source: unknown }>, count: number): number =>
  'count' in portion ? portion.count : Math.round(portion.fraction * count);
