import { success, type Diagnostic, type Outcome, type Recipe } from '@neurite/contract';
import { someRows } from '../health/check-up.js';
import { thresholdOf } from '../health/judge.js';
import { evenGuesses, readFirstLoss, type EvenGuess } from '../health/read-curve.js';
import { tellOf } from '../health/told.js';
import { diagnoseStep } from '../train/diagnose.js';
import type { StepResult } from '../train/step-result.js';
import type { Check, Judgement } from './check.js';
import { onFreshWeights, walk, withoutAugmentation, type Ward } from './ward.js';
import { short } from './words.js';

/** The objective before anything is learned, of the same examples without regularization and with it. */
export interface FirstLoss {
  readonly examples: number;
  /** Without penalties, dropout, noise and augmentation. */
  readonly loss: number;
  /** The same by the name of the term. */
  readonly terms: ReadonlyMap<string, number>;
  /** What penalties add. */
  readonly penalty: number;
  /** What dropout and noise add: it may be below 0 by chance. */
  readonly noise: number;
  /** Why it is not finite, if it is not. */
  readonly diagnostic?: Diagnostic;
}

const meanOf = ({ sums }: StepResult, name: string): number =>
  (sums.get(name)?.[0] ?? NaN) / (sums.get('weight')?.[0] ?? NaN);

/** The recipe without what only stands against overfitting. */
export const unregularized = (recipe: Recipe): Recipe => ({ ...recipe, regularizers: [] });

interface FirstStep {
  /** Absent where the signal said stop before it. */
  readonly result?: StepResult;
  /** Why it could not be taken, if it could not. */
  readonly diagnostic?: Diagnostic;
}

/** One step from the first weights, at the rate 0. */
const firstStep = (ward: Ward, noiseless: boolean): Promise<Outcome<FirstStep>> => {
  const { recipe, data, session } = ward;
  const part = withoutAugmentation(data.parts.train);
  const rows = someRows(part);
  const trial = {
    key: noiseless ? 'bare loss' : 'regularized loss',
    recipe: noiseless ? unregularized(recipe) : recipe,
    ...{ part, noiseless },
  };
  return onFreshWeights(ward, trial, async (trainer, store) => {
    const results = await walk(trainer, part, [{ rows, rate: 0, epoch: 0 }], ward);
    if (!results.ok) return results;
    const [result] = results.value;
    if (result === undefined) return success({});
    if (result.ok) return success({ result });
    const failed = {
      ...{ step: result.step, epoch: result.epoch, seed: recipe.seed, batches: [rows], part, state: store },
      graph: recipe.graph,
      gradients: (examples: number) => trainer.trainable.programs(examples).gradients,
    };
    return success({ result, diagnostic: await diagnoseStep(failed, session) });
  });
};

/** Measures the first loss of some examples, with regularization and without; undefined where the signal said stop. */
export const measureFirstLoss = async (ward: Ward): Promise<Outcome<FirstLoss | undefined>> => {
  const bare = await firstStep(ward, true);
  if (!bare.ok) return bare;
  const regularized = await firstStep(ward, false);
  if (!regularized.ok) return regularized;
  const [off, on] = [bare.value.result, regularized.value.result];
  if (off === undefined || on === undefined) return success(undefined);
  const diagnostic = bare.value.diagnostic ?? regularized.value.diagnostic;
  return success({
    examples: off.rows.length,
    loss: meanOf(off, 'loss'),
    terms: new Map(ward.recipe.losses.map(({ name }) => [name, meanOf(off, `loss/${name}`)])),
    penalty: on.sums.get('penalty')?.[0] ?? 0,
    noise: meanOf(on, 'loss') - meanOf(off, 'loss'),
    ...(diagnostic === undefined ? {} : { diagnostic }),
  });
};

// Fresh weights that are this much better than a guess have seen the answer.
const TOO_GOOD = 0.5;

const describe = ({ name, classes, expected }: EvenGuess, terms: number): string =>
  `an even guess among ${classes} classes costs ${short(expected)}${terms > 1 ? ` (${name})` : ''}`;

/** Is the first loss, without regularization, that of a network that knows nothing? */
export const checkInitialLoss = ({ recipe, session }: Ward, first: FirstLoss): Check => {
  const { catalog } = session;
  const { loss, terms, examples, diagnostic } = first;
  const guesses = evenGuesses(recipe, catalog);
  const numbers = {
    loss,
    examples,
    terms: Object.fromEntries(terms),
    guesses: guesses.map(({ name, classes, expected }) => ({ name, classes, expected })),
  };
  if (diagnostic !== undefined)
    return {
      name: 'initial loss',
      verdict: 'failed',
      measured: `${short(loss)}, and no step can be taken from there: ${diagnostic.message}`,
      advice:
        'Begin at the layer that is named: inputs of the scale of 1 (standardize), smaller first weights, no logarithm or root of what can be 0.',
      numbers,
      diagnostics: [diagnostic],
    };
  const told = tellOf(recipe, readFirstLoss(recipe, terms, catalog), new Set());
  const tooGood = guesses.some(({ name, expected }) => (terms.get(name) ?? NaN) < TOO_GOOD * expected);
  const isFresh = (recipe.graph.loads ?? []).length === 0;
  const known = guesses.map((guess) => describe(guess, recipe.losses.length)).join('; ');
  const measured = `${short(loss)} without regularization${known === '' ? '; this loss has no even guess to compare with' : `; ${known}`}`;
  const judgement: Judgement =
    told.length > 0
      ? {
          verdict: 'warning',
          measured,
          advice: `Too high: more than ${thresholdOf(recipe, 'initial_loss')} times the even guess. The first steps only shrink weights that are too large: look at init, and at the scale of the inputs.`,
        }
      : tooGood && isFresh
        ? {
            verdict: 'warning',
            measured,
            advice:
              'Too low for weights that know nothing: is the answer among the inputs, or does nearly every example have the same one?',
          }
        : { verdict: 'ok', measured };
  return {
    name: 'initial loss',
    ...judgement,
    numbers,
    diagnostics: told.map((finding) => finding.diagnostic),
  };
};

// Above this the data hardly counts.
const OUTWEIGHS = 10;

/** Does the first loss rise when regularization is turned on? */
export const checkRegularization = ({ recipe }: Ward, first: FirstLoss): Check => {
  const { loss, penalty, noise } = first;
  const numbers = { loss, penalty, noise, regularized: loss + noise + penalty };
  const parts = [
    ...(recipe.regularizers.length > 0 ? [`penalties ${penalty < 0 ? '' : '+'}${short(penalty)}`] : []),
    ...(noise === 0 ? [] : [`dropout and noise ${noise < 0 ? '' : '+'}${short(noise)}`]),
  ];
  const measured = `${short(loss)} without, ${short(numbers.regularized)} with it (${parts.join(', ')})`;
  return { name: 'regularization', ...judgePenalty(recipe, first, measured), numbers, diagnostics: [] };
};

const judgePenalty = (
  { regularizers }: Recipe,
  { loss, penalty, noise }: FirstLoss,
  measured: string,
): Judgement => {
  if (regularizers.length === 0)
    return noise === 0
      ? { verdict: 'skipped', measured: 'the recipe has neither penalties nor dropout' }
      : { verdict: 'ok', measured };
  if (!(penalty > 0))
    return {
      verdict: 'failed',
      measured,
      advice:
        'The loss does not rise: the penalties reach no weights that are not 0, or their strength is 0. Look at what `regularize` names.',
    };
  return penalty > OUTWEIGHS * Math.abs(loss)
    ? {
        verdict: 'warning',
        measured,
        advice:
          'Too strong: the penalty outweighs the loss, so that training will first of all make weights small. Try a strength ten times smaller.',
      }
    : { verdict: 'ok', measured };
};
