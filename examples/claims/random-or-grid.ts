import { outcomeOf, type Claim } from './support/claim.js';
import { figure } from './support/draw.js';
import { mean } from './support/statistics.js';
import { percent, short } from './support/words.js';

const ranges = ['A', 'B', 'C', 'D', 'E'] as const;

interface Trial {
  readonly rate: number;
  readonly drop: number;
  /** Validation accuracy; 0 where training diverged. */
  readonly accuracy: number;
}
interface Range {
  readonly random: readonly Trial[];
  readonly grid: readonly Trial[];
}
type Numbers = readonly Range[];

const best = (trials: readonly Trial[]): number => Math.max(...trials.map(({ accuracy }) => accuracy));

/** How far accuracy moves, on average, with the setting that does not matter: between trials of a grid that have one rate. */
const moveOfDrop = (numbers: Numbers): number =>
  mean(
    numbers.flatMap(({ grid }) => {
      const rates = [...new Set(grid.map(({ rate }) => rate))];
      return rates.map((rate) => {
        const own = grid.filter((trial) => trial.rate === rate).map(({ accuracy }) => accuracy);
        return Math.max(...own) - Math.min(...own);
      });
    }),
  );

export const randomOrGrid: Claim<Numbers> = {
  name: 'random-or-grid',
  says: 'Random search beats grid search when few of the dimensions matter.',
  conditions: `An MLP with 32 hidden units on 1,000 digits of MNIST, 500 to validate; rate over five decades and dropout from 0 to 0.3, nine trials for each search, ${ranges.length} ranges of rates and seeds.`,
  isQuick: false,
  measure: async (lab) => {
    const results: Range[] = [];
    for (const [index, range] of ranges.entries()) {
      const trials = async (kind: string): Promise<readonly Trial[]> => {
        const { records } = await lab.search('random-or-grid.nn', `${kind}${range}`, { seed: index + 1 });
        return records.map(({ point, scores }) => ({
          rate: Number(point['optimizer.rate']),
          drop: Number(point['model.drop']),
          accuracy: scores['validation.accuracy'] || 0,
        }));
      };
      results.push({ random: await trials('Random'), grid: await trials('Grid') });
    }
    return results;
  },
  judge: (numbers) => {
    const [random, grid] = [
      numbers.map((range) => best(range.random)),
      numbers.map((range) => best(range.grid)),
    ];
    const wins = random.filter((score, index) => score > grid[index]!).length;
    return {
      outcome: outcomeOf(mean(random) > mean(grid), wins > numbers.length / 2, moveOfDrop(numbers) < 0.1),
      sentence:
        `The best of nine random trials reaches ${percent(mean(random))} on average, the best of a grid of nine ${percent(mean(grid))}; random wins in ${wins} of ${numbers.length} ranges. ` +
        `At one rate dropout moves accuracy by ${percent(moveOfDrop(numbers))} on average: it is the dimension that hardly matters, and the grid spends two thirds of its trials on it.`,
    };
  },
  table: (numbers) => ({
    head: ['range of rates', 'best of random', 'best of grid'],
    rows: numbers.map(({ random, grid }) => [
      `${short(Math.min(...grid.map(({ rate }) => rate)))} to ${short(Math.max(...grid.map(({ rate }) => rate)))}`,
      percent(best(random)),
      percent(best(grid)),
    ]),
  }),
  draw: (numbers) => {
    const points = (trials: readonly Trial[]) =>
      trials.map(({ rate, accuracy }) => [Math.log10(rate), accuracy] as const);
    return figure(
      'Random or grid',
      'every trial of five searches of each kind, by the rate that it tried',
      ...(['random', 'grid'] as const).map((kind) => ({
        title: kind,
        xLabel: 'log10 of the rate',
        format: percent,
        most: 1,
        series: [
          {
            name: '',
            colour: kind === 'random' ? '#2563eb' : '#ea580c',
            loose: true,
            points: numbers.flatMap((range) => points(range[kind])),
          },
        ],
      })),
    );
  },
};
