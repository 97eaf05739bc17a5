import type { EnsemblePlan, Recipe } from '@neurite/contract';
import { hostRandom } from '@neurite/program';
import { fingerprintOf } from '../checkpoint/fingerprint.js';
import type { Dataset } from '../data/dataset.js';

// Seeds have 32 bits.
const SEEDS = 2 ** 32;

/** The recipe of a member, counted from 0. */
export const memberRecipe = ({ recipe, vary, members, seed }: EnsemblePlan, member: number): Recipe => {
  if (vary.includes('snapshot')) {
    const until = (count: number): number => Math.floor((recipe.epochs * count) / members);
    // Batches are shuffled by seed and epoch, and epochs count anew.
    return { ...recipe, epochs: until(member + 1) - until(member), seed: (seed + member) % SEEDS };
  }
  return vary.includes('seed') ? { ...recipe, seed: (seed + member) % SEEDS } : recipe;
};

/** The data of a member: the same, or as many training examples drawn from it with repetition (Efron 1979). */
export const memberData = async (
  { name, vary, seed }: EnsemblePlan,
  member: number,
  data: Dataset,
): Promise<Dataset> => {
  if (!vary.includes('bootstrap')) return data;
  const { train } = data.parts;
  const random = hostRandom(seed, `ensemble/${name}/bootstrap/${member}`);
  const rows = train.rows.map(() => train.rows[random.integer(train.rows.length)]!);
  return {
    ...data,
    parts: { ...data.parts, train: { ...train, rows } },
    digest: await fingerprintOf({ data: data.digest, seed, member }),
  };
};
