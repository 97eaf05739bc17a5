import { outcomeOf, type Claim } from './support/claim.js';
import { figure, linesOf } from './support/draw.js';
import { columnsOf } from './support/lab.js';
import { largest, largestDifference } from './support/statistics.js';
import { percent, short } from './support/words.js';

const cases = {
  zeros: 'zeros',
  'all 0.05': 'constant(0.05)',
  Glorot: 'glorot_uniform',
} as const;
type Case = keyof typeof cases;

interface Trained {
  /** The largest difference between the weights of two units of the first hidden layer, before training and after. */
  readonly before: number;
  readonly after: number;
  readonly accuracy: number;
  /** Training loss after each epoch. */
  readonly losses: readonly number[];
}
type Numbers = Readonly<Record<Case, Trained>>;

/** How much units differ: the largest difference of a weight from that of the first unit. */
const asymmetry = (units: readonly Float32Array[]): number =>
  largest(units.map((unit) => largestDifference(unit, units[0]!)));

export const zeroInitialization: Claim<Numbers> = {
  name: 'zero-initialization',
  says: 'Zero initialization never breaks symmetry: all hidden units of a layer stay equal.',
  conditions:
    'An MLP with two layers of 32 tanh units, ten epochs of Adam on 2,000 digits of MNIST, 1,000 to test.',
  isQuick: true,
  measure: async (lab) => {
    const kernel = 'h1.fill.kernel';
    const results: [string, Trained][] = [];
    for (const [name, init] of Object.entries(cases)) {
      const recipe = lab.recipe('zero-initialization.nn', { 'model.fill': `dense(32, init: ${init})` });
      const { weights: first } = await lab.inspect(recipe);
      const { weights, test, progress } = await lab.train(recipe);
      results.push([
        name,
        {
          before: asymmetry(columnsOf(first.get(kernel)!)),
          after: asymmetry(columnsOf(weights.get(kernel)!)),
          accuracy: test!['accuracy']!,
          losses: progress.epochs.map(({ train }) => train['loss']!),
        },
      ]);
    }
    return Object.fromEntries(results) as Numbers;
  },
  judge: (numbers) => ({
    outcome: outcomeOf(
      numbers.zeros.after === 0,
      numbers['all 0.05'].after === 0,
      numbers.zeros.accuracy < 0.5,
      numbers.Glorot.after > 0,
    ),
    sentence:
      `After ten epochs the units of a layer differ by ${short(numbers.zeros.after)} where they began with zeros and by ${short(numbers['all 0.05'].after)} where all weights began at 0.05; with Glorot they differ by ${short(numbers.Glorot.after)}. ` +
      `Test accuracy is ${percent(numbers.zeros.accuracy)}, ${percent(numbers['all 0.05'].accuracy)} and ${percent(numbers.Glorot.accuracy)}: a layer of equal units is one unit.`,
  }),
  table: (numbers) => ({
    head: ['first weights', 'units differ before', 'after', 'test accuracy'],
    rows: Object.entries(numbers).map(([name, { before, after, accuracy }]) => [
      name,
      short(before),
      short(after),
      percent(accuracy),
    ]),
  }),
  draw: (numbers) =>
    figure('Zero initialization never breaks symmetry', 'two layers of 32 tanh units on MNIST', {
      title: 'training loss',
      xLabel: 'epoch',
      series: linesOf(
        Object.fromEntries(Object.entries(numbers).map(([name, { losses }]) => [name, losses])),
      ),
    }),
};
