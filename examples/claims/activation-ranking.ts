import { outcomeOf, type Claim } from './support/claim.js';
import { figure, pointsOf } from './support/draw.js';
import { meansDiffer } from './support/compare.js';
import { deviation, mean } from './support/statistics.js';
import { listed, percentSpread, short } from './support/words.js';

/** As the notes rank them, the best first. */
const ranking = {
  SELU: 'selu',
  ELU: 'elu',
  'leaky ReLU': 'leaky_relu',
  ReLU: 'relu',
  tanh: 'tanh',
  sigmoid: 'sigmoid',
} as const;
type Activation = keyof typeof ranking;

const rates = [3e-4, 1e-3, 3e-3] as const;
const seeds = [1, 2, 3, 4, 5] as const;

interface Scores {
  /** The rate that did best on validation data with a seed that is not among the others. */
  readonly rate: number;
  /** Test accuracy for each seed. */
  readonly accuracy: readonly number[];
}
type Numbers = Readonly<Record<Activation, Scores>>;

const names = Object.keys(ranking) as readonly Activation[];

export const activationRanking: Claim<Numbers> = {
  name: 'activation-ranking',
  says: 'Activations rank SELU > ELU > leaky ReLU > ReLU > tanh > sigmoid.',
  conditions: `An MLP with eight hidden layers of 64 units, six epochs of Adam on 2,500 digits of MNIST, 1,000 to test. Each activation has the first weights it asks for, and of the rates ${rates.join(', ')} the one that does best on 500 other digits; ${seeds.length} seeds.`,
  isQuick: false,
  measure: async (lab) => {
    const results: [string, Scores][] = [];
    for (const [name, act] of Object.entries(ranking)) {
      const attempt = (rate: number, seed: number) =>
        lab.train(lab.recipe('activation-ranking.nn', { 'model.act': act, 'optimizer.rate': rate, seed }));
      let best = { rate: NaN, score: -Infinity };
      for (const rate of rates) {
        const { progress } = await attempt(rate, 100);
        const score = progress.epochs.at(-1)!.validation!['accuracy']!;
        if (score > best.score) best = { rate, score };
      }
      const accuracy: number[] = [];
      for (const seed of seeds) accuracy.push((await attempt(best.rate, seed)).test!['accuracy']!);
      results.push([name, { rate: best.rate, accuracy }]);
    }
    return Object.fromEntries(results) as Numbers;
  },
  judge: (numbers) => {
    const pairs = names.slice(0, -1).map((name, index) => {
      const [above, below] = [numbers[name].accuracy, numbers[names[index + 1]!].accuracy];
      const isClear = meansDiffer(above, below);
      return { words: `${name} > ${names[index + 1]}`, isClear, isSo: mean(above) > mean(below) };
    });
    const wordsOf = (isSo: boolean): string =>
      listed(pairs.filter((pair) => pair.isClear && pair.isSo === isSo).map(({ words }) => words)) || 'none';
    const open = pairs.filter(({ isClear }) => !isClear).map(({ words }) => words);
    const order = [...names].sort((a, b) => mean(numbers[b].accuracy) - mean(numbers[a].accuracy));
    return {
      outcome: outcomeOf(...pairs.map(({ isClear, isSo }) => isClear && isSo)),
      sentence:
        `What comes out is ${listed(order.map((name) => `${name} ${percentSpread(mean(numbers[name].accuracy), deviation(numbers[name].accuracy))}`))}. ` +
        `Of the neighbours in the ranking of the notes ${wordsOf(true)} is clear at two standard errors; the opposite is clear for ${wordsOf(false)}; too close to call with ${seeds.length} seeds: ${listed(open) || 'none'}.`,
    };
  },
  table: (numbers) => ({
    head: ['activation', 'rate', 'test accuracy', 'of each seed'],
    rows: names.map((name) => [
      name,
      short(numbers[name].rate),
      percentSpread(mean(numbers[name].accuracy), deviation(numbers[name].accuracy)),
      numbers[name].accuracy.map((value) => (value * 100).toFixed(1)).join(', '),
    ]),
  }),
  draw: (numbers) => {
    const format = (value: number): string => `${Number((value * 100).toFixed(1))} %`;
    const accuracies = (some: readonly Activation[]) =>
      pointsOf(Object.fromEntries(some.map((name) => [name, numbers[name].accuracy])));
    return figure(
      'Activations in a deep MLP',
      'test accuracy, a point for each seed; in the order of the notes',
      { title: 'all', xLabel: '', format, ...accuracies(names) },
      { title: 'without sigmoid', xLabel: '', format, ...accuracies(names.slice(0, -1)) },
    );
  },
};
