import { outcomeOf, type Claim } from './support/claim.js';
import { meansDiffer } from './support/compare.js';
import { figure, pointsOf } from './support/draw.js';
import { deviation, mean } from './support/statistics.js';
import { percent, percentSpread, short } from './support/words.js';

const seeds = Array.from({ length: 10 }, (_, index) => index + 1);
const tops = { 'small top': 10, 'big top': 300 } as const;
type Top = keyof typeof tops;

/** For each seed. */
interface Runs {
  /** Loss on the 200 labels at the end. */
  readonly losses: readonly number[];
  readonly accuracy: readonly number[];
}
type Numbers = Readonly<Record<Top, Readonly<Record<'plain' | 'pretrained', Runs>>>>;

/** 95 % of F(9, 9): the variance of one of two equal spreads of ten seeds exceeds that of the other by more once in twenty times. */
const CLEAR_RATIO = 3.18;

const variance = (values: readonly number[]): number => deviation(values) ** 2;

export const pretrainingFewLabels: Claim<Numbers> = {
  name: 'pretraining-few-labels',
  says: 'Pretraining helps when labels are few and the last layers have little capacity; with a big last layer training error goes to 0 anyway; pretrained runs spread less.',
  conditions: `Sigmoid layers of 128 and 64 units, pretrained as denoising autoencoders on 2,000 digits of MNIST or not, then a last hidden layer of ${tops['small top']} or ${tops['big top']} units; all trained on 200 labels for 50 epochs, 1,000 digits to test; ${seeds.length} seeds of everything.`,
  isQuick: false,
  measure: async (lab) => {
    const results = Object.entries(tops).map(([name, top]) => ({
      name,
      top,
      plain: { losses: [] as number[], accuracy: [] as number[] },
      pretrained: { losses: [] as number[], accuracy: [] as number[] },
    }));
    for (const seed of seeds) {
      const start = await lab.pretrain('pretraining-few-labels.nn', 'Stack', seed);
      for (const { top, plain, pretrained } of results) {
        const recipe = lab.recipe('pretraining-few-labels.nn', { 'model.top': top, seed }, 'Run');
        for (const [runs, options] of [[plain, {}] as const, [pretrained, { start }] as const]) {
          const { progress, test } = await lab.train(recipe, { ...options, isUnwatched: true });
          runs.losses.push(progress.epochs.at(-1)!.train['loss']!);
          runs.accuracy.push(test!['accuracy']!);
        }
      }
    }
    return Object.fromEntries(
      results.map(({ name, plain, pretrained }) => [name, { plain, pretrained }]),
    ) as unknown as Numbers;
  },
  judge: ({ 'small top': small, 'big top': big }) => {
    const helps = ({ plain, pretrained }: Numbers[Top]): boolean =>
      meansDiffer(plain.accuracy, pretrained.accuracy) && mean(pretrained.accuracy) > mean(plain.accuracy);
    const ratio = variance(small.plain.accuracy) / variance(small.pretrained.accuracy);
    const words = ({ plain, pretrained }: Numbers[Top]): string =>
      `${percentSpread(mean(plain.accuracy), deviation(plain.accuracy))} without and ${percentSpread(mean(pretrained.accuracy), deviation(pretrained.accuracy))} with pretraining`;
    const loss = (runs: Runs): string => short(mean(runs.losses));
    return {
      outcome: outcomeOf(helps(small), mean(big.plain.losses) < 0.05, ratio > CLEAR_RATIO),
      sentence:
        `With a small last layer test accuracy is ${words(small)}: pretraining ${helps(small) ? 'helps' : 'does not clearly help'}. With a big one it is ${words(big)}. ` +
        `The training loss comes to ${loss(small.plain)} without and ${loss(small.pretrained)} with pretraining where the last layer is small, and to ${loss(big.plain)} and ${loss(big.pretrained)} where it is big. ` +
        `The variance over seeds is ${short(ratio)} times as large without pretraining, which is ${ratio > CLEAR_RATIO ? '' : 'not '}clear for ten seeds (that takes ${CLEAR_RATIO}).`,
    };
  },
  table: (numbers) => ({
    head: ['last hidden layer', 'pretrained', 'training loss', 'test accuracy'],
    rows: Object.entries(numbers).flatMap(([name, both]) =>
      Object.entries(both).map(([which, { losses, accuracy }]) => [
        name,
        which === 'plain' ? 'no' : 'yes',
        short(mean(losses)),
        percentSpread(mean(accuracy), deviation(accuracy)),
      ]),
    ),
  }),
  draw: ({ 'small top': small, 'big top': big }) =>
    figure('Pretraining with 200 labels', 'a point for each of ten seeds', {
      title: 'test accuracy',
      xLabel: '',
      format: percent,
      ...pointsOf({
        'small top': small.plain.accuracy,
        'small, pretrained': small.pretrained.accuracy,
        'big top': big.plain.accuracy,
        'big, pretrained': big.pretrained.accuracy,
      }),
    }),
};
