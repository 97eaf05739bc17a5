import { outcomeOf, type Claim } from './support/claim.js';
import { figure, linesOf } from './support/draw.js';
import { rowsOf, type Lab } from './support/lab.js';
import { alongAxes, shareOfKind } from './support/neighbours.js';
import { mean } from './support/statistics.js';
import { principalAxes } from './support/subspaces.js';
import { percent } from './support/words.js';

const UNITS = [2, 4, 8, 16] as const;
const SEEDS = [1, 2] as const;
const NEIGHBOURS = 5;
const [EXAMPLES, QUERIES] = [3000, 500] as const;

interface Numbers {
  /** The part of the nearest digits that are of the query's kind: by all pixels. */
  readonly pixels: number;
  /** By as many numbers as `UNITS` says, along the principal axes. */
  readonly pca: readonly number[];
  /** By codes of as many numbers, one for each seed. */
  readonly codes: readonly (readonly number[])[];
}

type Recipe = ReturnType<Lab['recipe']>;

const kindsOf = (rows: readonly Float32Array[]): readonly number[] => rows.map((row) => row.indexOf(1));

/** What the network makes of the digits that are looked among, and of those that are looked for. */
const looks = async (
  lab: Lab,
  recipe: Recipe,
  more: Pick<Parameters<Lab['inspect']>[1] & object, 'weights'> = {},
) => {
  const look = async (part: 'train' | 'test', examples: number) => {
    const values = ['pixels', 'code', 'kind'];
    const { values: found } = await lab.inspect(recipe, { ...more, part, examples, values, training: false });
    const [pixels, code, kind] = values.map((name) => rowsOf(found[name]!));
    return { pixels: pixels!, code: code!, kinds: kindsOf(kind!) };
  };
  return { among: await look('train', EXAMPLES), queries: await look('test', QUERIES) };
};

export const codes: Claim<Numbers> = {
  name: 'codes',
  says: 'Codes of a deep autoencoder find images like a query, and lay data out in few dimensions, better than PCA does.',
  conditions: `196 pixels of ${EXAMPLES} digits of MNIST, centred, through dense layers of 128 and 64 rectified units into a code, and back; Adam, 40 epochs, ${SEEDS.length} seeds. For each of ${QUERIES} other digits, how many of the ${NEIGHBOURS} nearest codes are of the same digit; PCA by subspace iteration in float64. Labels are not learned from.`,
  isQuick: false,
  measure: async (lab) => {
    const { among, queries } = await looks(lab, lab.recipe('codes.nn'));
    const share = (of: (look: typeof among) => readonly ArrayLike<number>[], from = { among, queries }) =>
      shareOfKind(
        { rows: of(from.queries), kinds: from.queries.kinds },
        { rows: of(from.among), kinds: from.among.kinds },
        NEIGHBOURS,
      );
    const axes = principalAxes(among.pixels, UNITS.at(-1)!);
    const pca = UNITS.map((units) => share(({ pixels }) => alongAxes(pixels, axes.slice(0, units))));
    const byUnits: number[][] = [];
    for (const units of UNITS) {
      const shares: number[] = [];
      for (const seed of SEEDS) {
        const recipe = lab.recipe('codes.nn', { 'model.units': units, seed });
        const { weights } = await lab.train(recipe);
        shares.push(share(({ code }) => code, await looks(lab, recipe, { weights })));
      }
      byUnits.push(shares);
    }
    return { pixels: share(({ pixels }) => pixels), pca, codes: byUnits };
  },
  judge: ({ pixels, pca, codes: found }) => {
    const means = found.map(mean);
    const [few, many] = [0, UNITS.length - 1];
    return {
      outcome: outcomeOf(...means.map((share, index) => share > pca[index]!)),
      sentence:
        `With ${UNITS[few]} numbers for an image ${percent(means[few]!)} of the nearest are of the query's digit by codes, and ${percent(pca[few]!)} by PCA; with ${UNITS[many]} it is ${percent(means[many]!)} and ${percent(pca[many]!)}. ` +
        `All 196 pixels come to ${percent(pixels)}.`,
    };
  },
  table: ({ pixels, pca, codes: found }) => ({
    head: ['numbers for an image', 'codes, by seed', 'PCA'],
    rows: [
      ...UNITS.map((units, index) => [
        String(units),
        found[index]!.map(percent).join(', '),
        percent(pca[index]!),
      ]),
      ['196, the pixels', percent(pixels), percent(pixels)],
    ],
  }),
  draw: ({ pixels, pca, codes: found }) =>
    figure('Neighbours of codes', `the part of the ${NEIGHBOURS} nearest digits that are like the query`, {
      title: 'of the same digit',
      xLabel: 'numbers for an image',
      categories: UNITS.map(String),
      format: percent,
      series: linesOf({ autoencoder: found.map(mean), PCA: pca, 'all pixels': UNITS.map(() => pixels) }, [
        ...UNITS.keys(),
      ]),
    }),
};
