import { histogramChart, picture } from '@neurite/core';
import { outcomeOf, type Claim } from './support/claim.js';
import { colourOf } from './support/draw.js';
import { histogram, rootMeanSquare, share } from './support/statistics.js';
import { percent, short } from './support/words.js';

const recipes = { 'no penalty': 'Free', L1: 'Sizes', L2: 'Squares' } as const;
type Penalty = keyof typeof recipes;

// A thousandth is a fiftieth of what the weights begin with.
const NEARLY_ZERO = 1e-3;
const RANGE = 0.15;

interface Weights {
  readonly nearlyZero: number;
  readonly exactlyZero: number;
  readonly size: number;
  readonly accuracy: number;
  /** Over [−0.15, 0.15]. */
  readonly counts: readonly number[];
}
type Numbers = Readonly<Record<Penalty, Weights>>;

export const l1AndL2: Claim<Numbers> = {
  name: 'l1-and-l2',
  says: 'L1 makes weights exactly or nearly zero, L2 makes them small.',
  conditions:
    'The 50,176 weights of the hidden layer of an MLP with 64 ReLUs after 15 epochs of Adam on 2,000 digits of MNIST, 1,000 to test; λ is 0.001 for L1 and 0.01 for L2.',
  isQuick: true,
  measure: async (lab) => {
    const results: [string, Weights][] = [];
    for (const [name, run] of Object.entries(recipes)) {
      const { weights, test } = await lab.train(lab.recipe('l1-and-l2.nn', {}, run));
      const { data } = weights.get('scores.hidden.kernel')!;
      results.push([
        name,
        {
          nearlyZero: share(data, (weight) => Math.abs(weight) < NEARLY_ZERO),
          exactlyZero: share(data, (weight) => weight === 0),
          size: rootMeanSquare(data),
          accuracy: test!['accuracy']!,
          counts: histogram(data, -RANGE, RANGE, 61),
        },
      ]);
    }
    return Object.fromEntries(results) as Numbers;
  },
  judge: ({ 'no penalty': free, L1, L2 }) => ({
    outcome: outcomeOf(
      L1.nearlyZero > 0.3 && L1.nearlyZero > 5 * free.nearlyZero,
      L2.size < 0.8 * free.size,
      L2.nearlyZero < L1.nearlyZero / 2,
    ),
    sentence:
      `With L1 ${percent(L1.nearlyZero)} of the weights are within ±${NEARLY_ZERO} of zero (${percent(L1.exactlyZero)} exactly: a gradient step goes past zero and back), with L2 ${percent(L2.nearlyZero)}, without a penalty ${percent(free.nearlyZero)}. ` +
      `The size of the weights (RMS) is ${short(L1.size)} with L1, ${short(L2.size)} with L2 and ${short(free.size)} without; test accuracy ${percent(L1.accuracy)}, ${percent(L2.accuracy)} and ${percent(free.accuracy)}.`,
  }),
  table: (numbers) => ({
    head: ['penalty', `within ±${NEARLY_ZERO}`, 'exactly 0', 'size (RMS)', 'test accuracy'],
    rows: Object.entries(numbers).map(([name, { nearlyZero, exactlyZero, size, accuracy }]) => [
      name,
      percent(nearlyZero),
      percent(exactlyZero),
      short(size),
      percent(accuracy),
    ]),
  }),
  draw: (numbers) =>
    picture({
      title: 'L1 and L2',
      line: `the weights of a hidden layer, from −${RANGE} to ${RANGE}; the highest bar is ${Object.entries(
        numbers,
      )
        .map(([name, { counts }]) => `${Math.max(...counts).toLocaleString('en')} (${name})`)
        .join(', ')}`,
      columns: 3,
      width: 320,
      height: 220,
      charts: Object.entries(numbers).map(([name, { counts }], index) =>
        histogramChart({
          title: name,
          counts,
          ends: [`−${RANGE}`, String(RANGE)],
          colour: colourOf(index),
          width: 320,
          height: 220,
        }),
      ),
    }),
};
