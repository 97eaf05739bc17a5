import { outcomeOf, type Claim } from './support/claim.js';
import { figure, linesOf } from './support/draw.js';
import { short } from './support/words.js';

interface Trial {
  /** As it is written in a `.nn` file: `[identity, gate] -> multiply`. */
  readonly act: string;
  /** Validation loss; infinite where training diverged. */
  readonly loss: number;
}
interface Numbers {
  /** What was tried, each once, the best first. */
  readonly trials: readonly Trial[];
  readonly count: number;
  /** The same recipe with ReLU. */
  readonly relu: number;
}

/** What the names of the search mean; β of the gate is 1 before training. */
const unary: Readonly<Record<string, (x: number) => number>> = {
  identity: (x) => x,
  gate: (x) => 1 / (1 + Math.exp(-x)),
  tanh: Math.tanh,
  exp: Math.exp,
  square: (x) => x * x,
};
const binary: Readonly<Record<string, (a: number, b: number) => number>> = {
  multiply: (a, b) => a * b,
  add: (a, b) => a + b,
  maximum: Math.max,
};

const partsOf = (act: string): readonly [string, string, string] =>
  /^\[(\w+), (\w+)\] -> (\w+)$/.exec(act)!.slice(1) as [string, string, string];

const curveOf = (act: string): ((x: number) => number) => {
  const [first, second, joint] = partsOf(act);
  return (x) => binary[joint]!(unary[first]!(x), unary[second]!(x));
};

/** Short enough for a legend. */
const nameOf = (act: string): string => {
  const [first, second, joint] = partsOf(act);
  if (joint === 'maximum') return `max(${first}, ${second})`;
  return `${first} ${joint === 'add' ? '+' : '·'} ${second}`;
};

/** x · σ(βx), whichever comes first. */
const isSwish = (act: string): boolean => {
  const [first, second, joint] = partsOf(act);
  return joint === 'multiply' && [first, second].sort().join(' ') === 'gate identity';
};

const places = Array.from({ length: 81 }, (_, index) => -4 + index / 10);

export const activationSearch: Claim<Numbers> = {
  name: 'activation-search',
  says: 'An automatic search among compositions of simple functions finds x · σ(βx).',
  conditions:
    'A random search of 40 trials among two of x, σ(βx), tanh, exp and x², multiplied, added or the larger of them, in an MLP with three layers of 48 units; four epochs of Adam on 1,500 digits of MNIST, 500 to validate; one seed.',
  isQuick: false,
  measure: async (lab) => {
    const { records } = await lab.search('activation-search.nn', 'Activation');
    const { progress } = await lab.train(lab.recipe('activation-search.nn'));
    const losses = new Map(records.map(({ point, cost }) => [point['model.act']!, cost]));
    return {
      trials: [...losses].map(([act, loss]) => ({ act, loss })).sort((a, b) => a.loss - b.loss),
      count: records.length,
      relu: progress.epochs.at(-1)!.validation!['loss']!,
    };
  },
  judge: ({ trials, count, relu }) => {
    const rank = trials.findIndex(({ act }) => isSwish(act)) + 1;
    const failed = trials.filter(({ loss }) => !(loss < Math.log(10))).length;
    const [best] = trials;
    return {
      outcome: outcomeOf(rank === 1, best!.loss < relu),
      sentence:
        `Among the ${trials.length} different functions of ${count} trials x · σ(βx) comes out ${rank === 0 ? 'nowhere: it was not tried' : `as number ${rank}`}. ` +
        `The best is ${best!.act} with a validation loss of ${short(best!.loss)}, then ${trials[1]!.act} with ${short(trials[1]!.loss)}; ReLU has ${short(relu)}. ${failed} of them are no better than guessing or diverge.`,
    };
  },
  table: ({ trials, relu }) => ({
    head: ['activation', 'validation loss'],
    rows: [
      ...trials.slice(0, 10).map(({ act, loss }) => [`\`${act}\``, short(loss)]),
      ['`relu`', short(relu)],
    ],
  }),
  draw: ({ trials, relu }) =>
    figure(
      'A search among activations',
      'functions put together from two others, by the loss that a network comes to with them',
      {
        title: 'validation loss, the best first',
        xLabel: 'rank',
        logarithmic: true,
        series: linesOf({
          compositions: trials.map(({ loss }) => loss).filter((loss) => loss < 1e3),
          ReLU: trials.filter(({ loss }) => loss < 1e3).map(() => relu),
        }),
      },
      {
        title: 'the best three',
        xLabel: 'x',
        series: linesOf(
          Object.fromEntries(trials.slice(0, 3).map(({ act }) => [nameOf(act), places.map(curveOf(act))])),
          places,
        ),
      },
    ),
};
