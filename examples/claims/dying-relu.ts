import { outcomeOf, type Claim } from './support/claim.js';
import { figure, pointsOf } from './support/draw.js';
import type { Lab } from './support/lab.js';
import { columnsOf } from './support/lab.js';
import { largest, mean } from './support/statistics.js';
import { listed, percent } from './support/words.js';

const UNITS = 128;
const seeds = [1, 2, 3] as const;
const cases = {
  ReLU: { act: 'relu', start: 0, isHigh: true },
  'ReLU, bias 0.01': { act: 'relu', start: 0.01, isHigh: true },
  'leaky ReLU': { act: 'leaky_relu', start: 0, isHigh: true },
  ELU: { act: 'elu', start: 0, isHigh: true },
  'ReLU, good rate': { act: 'relu', start: 0, isHigh: false },
} as const;
type Case = keyof typeof cases;

/** For each seed: the share of dead units after the first epoch and after five more at a good rate, and test accuracy then. */
interface Units {
  readonly dead: readonly number[];
  readonly later: readonly number[];
  readonly accuracy: readonly number[];
}
type Numbers = Readonly<Record<Case, Units>>;

type Recipe = ReturnType<Lab['recipe']>;
type Weights = Awaited<ReturnType<Lab['train']>>['weights'];

/** The share of units that none of the 2,000 examples sends a gradient worth the name. */
const deadShare = async (lab: Lab, recipe: Recipe, weights: Weights): Promise<number> => {
  const { gradients } = await lab.inspect(recipe, { weights, gradients: ['z'], examples: 2000 });
  const sizes = columnsOf(gradients['z']!).map((unit) => largest(unit.map(Math.abs)));
  return sizes.filter((size) => !(size > 1e-6 * largest(sizes))).length / UNITS;
};

export const dyingRelu: Claim<Numbers> = {
  name: 'dying-relu',
  says: 'A too high rate kills ReLUs for good; leaky ReLU, ELU and a bias of +0.01 keep them alive.',
  conditions: `An MLP with ${UNITS} hidden units, one epoch on 2,000 digits of MNIST at the rate 0.6, then five at 0.05; three seeds. A unit is dead if no example sends it a gradient.`,
  isQuick: false,
  measure: async (lab) => {
    const results: [string, Units][] = [];
    for (const [name, { act, start, isHigh }] of Object.entries(cases)) {
      const [dead, later, accuracy]: [number[], number[], number[]] = [[], [], []];
      for (const seed of seeds) {
        const settings = { 'model.act': act, 'model.start': start, seed };
        const good = lab.recipe('dying-relu.nn', settings, 'Good');
        const first = lab.recipe(
          'dying-relu.nn',
          isHigh ? settings : { ...settings, 'optimizer.rate': 0.05 },
          'TooHigh',
        );
        const before = await lab.train(first);
        const after = await lab.train(good, { start: before.weights });
        dead.push(await deadShare(lab, good, before.weights));
        later.push(await deadShare(lab, good, after.weights));
        accuracy.push(after.test!['accuracy']!);
      }
      results.push([name, { dead, later, accuracy }]);
    }
    return Object.fromEntries(results) as Numbers;
  },
  judge: (numbers) => {
    const [relu, ...others] = [
      numbers.ReLU,
      numbers['leaky ReLU'],
      numbers.ELU,
      numbers['ReLU, bias 0.01'],
    ] as const;
    // Alive: at most half as many are dead as of plain ReLUs.
    const helps = others.map(({ dead }) => mean(dead) < mean(relu.dead) / 2);
    const names = ['leaky ReLU', 'ELU', 'a bias of +0.01'];
    const sorted = (isHelp: boolean): string => listed(names.filter((_, index) => helps[index] === isHelp));
    return {
      outcome: outcomeOf(
        mean(relu.dead) > 0.2 && mean(numbers['ReLU, good rate'].dead) < 0.05,
        mean(relu.later) > 0.8 * mean(relu.dead),
        ...helps,
      ),
      sentence:
        `The high rate leaves ${percent(mean(relu.dead))} of the ReLUs dead, and ${percent(mean(relu.later))} are dead after five epochs at a good rate, which alone kills ${percent(mean(numbers['ReLU, good rate'].dead))}. ` +
        `Dead with leaky ReLU: ${percent(mean(others[0].dead))}, with ELU ${percent(mean(others[1].dead))}, with ReLU and a bias of +0.01 ${percent(mean(others[2].dead))}.` +
        ` What helps is ${sorted(true) || 'nothing of it'}; ${sorted(false) || 'nothing of it'} does not.`,
    };
  },
  table: (numbers) => ({
    head: ['', 'dead after the high rate', 'dead after five more epochs', 'test accuracy'],
    rows: Object.entries(numbers).map(([name, { dead, later, accuracy }]) => [
      name,
      ...[dead, later, accuracy].map((shares) => percent(mean(shares))),
    ]),
  }),
  draw: (numbers) =>
    figure('A too high rate kills ReLUs', 'share of dead units for three seeds, each after the first epoch', {
      title: 'dead units',
      xLabel: '',
      format: (value) => `${Math.round(value * 100)} %`,
      ...pointsOf(Object.fromEntries(Object.entries(numbers).map(([name, { dead }]) => [name, dead]))),
    }),
};
