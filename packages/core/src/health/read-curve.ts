import type { Catalog, Recipe } from '@neurite/contract';
import type { EpochRecord } from '../train/events.js';
import { thresholdOf, type Sight } from './judge.js';

const short = (value: number): string => String(Number(value.toPrecision(3)));

/** What a loss term is worth to a network that guesses evenly among classes. */
export interface EvenGuess {
  /** The name of the term, and the path of its node. */
  readonly name: string;
  readonly path: string;
  readonly classes: number;
  /** ln C */
  readonly expected: number;
}

/** Even guesses of the loss terms that know one. */
export const evenGuesses = (recipe: Recipe, catalog: Catalog): readonly EvenGuess[] =>
  recipe.losses.flatMap(({ name, value }) => {
    const node = recipe.graph.nodes.find(({ outputs }) => Object.values(outputs).includes(value));
    const guess = node?.use.kind === 'loss' ? catalog.get('loss', node.use.name)?.evenGuess : undefined;
    if (node === undefined || guess === undefined) return [];
    const [prediction] = Object.values(node.inputs).flat();
    const classes = guess === 'classes' ? recipe.graph.values[prediction!]!.shape.at(-1) : guess;
    if (typeof classes !== 'number') return [];
    return [{ name, path: node.path, classes, expected: Math.log(classes) }];
  });

/** What the first step says: a network that knows nothing should guess evenly. `losses` are means over its batch, by term. */
export const readFirstLoss = (
  recipe: Recipe,
  losses: ReadonlyMap<string, number>,
  catalog: Catalog,
): readonly Sight[] =>
  evenGuesses(recipe, catalog).flatMap(({ name, path, classes, expected }) => {
    const loss = losses.get(name);
    if (loss === undefined) return [];
    const times = loss / expected;
    return times > thresholdOf(recipe, 'initial_loss')
      ? [
          {
            rule: 'initial_loss' as const,
            path,
            badness: times,
            words: `the loss of the first step is ${short(loss)}; an even guess among ${classes} classes costs ${short(expected)}`,
          },
        ]
      : [];
  });

// Fewer say little: the first epochs of a warm-up, for example.
const EPOCHS = 5;
// Two points make no curve.
const CURVE = 3;

/** What the losses of epochs say. `ratio` is how far a step moved the weights at the last check-up, if one was made. */
export const readCurve = (
  recipe: Recipe,
  epochs: readonly EpochRecord[],
  ratio: number | undefined,
): readonly Sight[] => {
  const losses = epochs.map(({ train }) => train['loss'] ?? NaN);
  const [first, last] = [losses[0]!, losses.at(-1)!];
  const sights: Sight[] = [];
  if (epochs.length === EPOCHS && first > 0 && last > first * (1 - thresholdOf(recipe, 'stalled_loss')))
    sights.push({
      rule: 'stalled_loss',
      badness: last / first,
      words: `after ${EPOCHS} epochs the training loss is ${short(last)}, and it was ${short(first)} in the first${reasonFor(ratio)}`,
    });
  const judged = epochs.map(({ validation }) => validation?.['loss'] ?? NaN);
  const now = judged.at(-1)!;
  const best = judged.reduce((least, value, index) => (value < judged[least]! ? index : least), 0);
  const falls = losses[best]! > last;
  if (
    epochs.length >= CURVE &&
    judged[best]! > 0 &&
    now > judged[best]! * thresholdOf(recipe, 'overfitting') &&
    falls
  )
    sights.push({
      rule: 'overfitting',
      badness: now / judged[best]!,
      words: `the validation loss is ${short(now)}, and was ${short(judged[best]!)} after epoch ${epochs[best]!.epoch}; the training loss still falls`,
    });
  return sights;
};

// Karpathy's rule of thumb is 1e-3; ten times less or more are far off.
const SLOW = 1e-4;
const FAST = 1e-2;

const reasonFor = (ratio: number | undefined): string => {
  if (ratio === undefined) return '';
  if (ratio >= SLOW && ratio <= FAST)
    return ': steps are of a usual size, which speaks for a plateau of bad initialization';
  return `: a step moves the weights by ${ratio.toExponential(1)} of their size, ${ratio < SLOW ? 'the rate is too low' : 'the rate is too high'}`;
};
