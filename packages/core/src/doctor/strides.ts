import { hostRandom } from '@neurite/program';
import { shuffled } from '../data/shuffle.js';
import { stepSize } from '../train/batches.js';
import type { Stride, Ward } from './ward.js';

/** Steps over the shuffled training part, in the order of a training; all of one size. */
export function* stridesOf(
  { recipe, data }: Pick<Ward, 'recipe' | 'data'>,
  steps: number,
  rateAt: (index: number) => number,
): Generator<Stride> {
  const { rows } = data.parts.train;
  const size = Math.min(stepSize(recipe), rows.length);
  const perEpoch = Math.floor(rows.length / size);
  let order = new Int32Array(0);
  for (let index = 0; index < steps; index++) {
    const [epoch, position] = [Math.floor(index / perEpoch), index % perEpoch];
    if (position === 0)
      order = shuffled(rows.length, hostRandom(recipe.seed, `epoch/${epoch}`)).map((at) => rows[at]!);
    yield { rows: order.subarray(position * size, (position + 1) * size), rate: rateAt(index), epoch };
  }
}
