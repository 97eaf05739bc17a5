import { outcomeOf, type Claim } from './support/claim.js';
import { figure, linesOf } from './support/draw.js';
import type { Lab } from './support/lab.js';
import { mean } from './support/statistics.js';
import { percent } from './support/words.js';

const seeds = [1, 2, 3] as const;
const bad = {
  'weights of std 0.01': { 'model.fill': 'dense(64, init: random_normal(std: 0.01))' },
  'the rate 1': { 'optimizer.rate': 1 },
} as const;
type Bad = keyof typeof bad;
const norms = {
  'no normalizer': 'identity',
  'batch norm': 'batch_norm',
  'layer norm': 'layer_norm',
} as const;
type Norm = keyof typeof norms;

interface Runs {
  /** Training loss of each epoch, as a mean over seeds. */
  readonly losses: readonly number[];
  /** Test accuracy for each seed. */
  readonly accuracy: readonly number[];
}
interface Numbers {
  readonly batches: Readonly<Record<Bad, Readonly<Record<Norm, Runs>>>>;
  /** One example in a batch. */
  readonly single: Readonly<Record<Norm, Runs>>;
}

const tried = async (
  lab: Lab,
  run: string,
  settings: Readonly<Record<string, string | number>>,
): Promise<Runs> => {
  const losses: (readonly number[])[] = [];
  const accuracy: number[] = [];
  for (const seed of seeds) {
    const { progress, test } = await lab.train(lab.recipe('batch-norm.nn', { ...settings, seed }, run));
    losses.push(progress.epochs.map(({ train }) => train['loss']!));
    accuracy.push(test!['accuracy']!);
  }
  const most = Math.max(...losses.map((list) => list.length));
  return {
    // A run that diverged has no later epochs, and no finite mean.
    losses: Array.from({ length: most }, (_, epoch) => mean(losses.map((list) => list[epoch] ?? Infinity))),
    accuracy,
  };
};

const eachNorm = async (run: (norm: string) => Promise<Runs>): Promise<Readonly<Record<Norm, Runs>>> => {
  const results: [string, Runs][] = [];
  for (const [name, norm] of Object.entries(norms)) results.push([name, await run(norm)]);
  return Object.fromEntries(results) as Readonly<Record<Norm, Runs>>;
};

// Ten classes: 10 % is what guessing gives.
const isTrained = (accuracy: number): boolean => accuracy > 0.5;

export const batchNorm: Claim<Numbers> = {
  name: 'batch-norm',
  says: 'Batch norm lets a badly initialised or high-rate network train; layer norm works at batch size 1.',
  conditions: `An MLP with five hidden layers of 64 ReLUs on 2,000 digits of MNIST, 1,000 to test, plain gradient descent: five epochs in batches of 64, or one epoch of single examples; ${seeds.length} seeds.`,
  isQuick: false,
  measure: async (lab) => {
    const batches: [string, Readonly<Record<Norm, Runs>>][] = [];
    for (const [name, settings] of Object.entries(bad))
      batches.push([name, await eachNorm((norm) => tried(lab, 'Run', { ...settings, 'model.norm': norm }))]);
    return {
      batches: Object.fromEntries(batches) as Numbers['batches'],
      single: await eachNorm((norm) => tried(lab, 'Single', { 'model.norm': norm })),
    };
  },
  judge: ({ batches, single }) => {
    const of = (runs: Readonly<Record<Norm, Runs>>, norm: Norm): number => mean(runs[norm].accuracy);
    const words = (runs: Readonly<Record<Norm, Runs>>): string =>
      `${percent(of(runs, 'no normalizer'))} without a normalizer, ${percent(of(runs, 'batch norm'))} with batch norm and ${percent(of(runs, 'layer norm'))} with layer norm`;
    return {
      outcome: outcomeOf(
        ...Object.values(batches).flatMap((runs) => [
          !isTrained(of(runs, 'no normalizer')),
          isTrained(of(runs, 'batch norm')),
        ]),
        isTrained(of(single, 'layer norm')),
        !isTrained(of(single, 'batch norm')),
      ),
      sentence: `${Object.entries(batches)
        .map(
          ([name, runs], index) => `${index === 0 ? 'With' : 'with'} ${name} test accuracy is ${words(runs)}`,
        )
        .join('; ')}. One example at a time it is ${words(single)}: a batch of one has no variance.`,
    };
  },
  table: ({ batches, single }) => ({
    head: ['', ...Object.keys(norms)],
    rows: Object.entries({ ...batches, 'batch size 1': single }).map(([name, runs]) => [
      name,
      ...Object.values(runs).map(({ accuracy }) => percent(mean(accuracy))),
    ]),
  }),
  draw: ({ batches }) =>
    figure(
      'Batch norm mends what begins badly',
      'five hidden layers of ReLUs, plain gradient descent',
      ...Object.entries(batches).map(([name, runs]) => ({
        title: name,
        xLabel: 'epoch',
        series: linesOf(Object.fromEntries(Object.entries(runs).map(([norm, { losses }]) => [norm, losses]))),
      })),
    ),
};
