import { type Context, type Example, type HostArray, metric } from '@neurite/contract';
import { classesOf, classSignatures, thresholdOption } from './classes.js';

/** Sums for each class: predicted and true, predicted, true. Of a single score only class 1 counts. */
export interface Confusion<T> {
  readonly right: T;
  readonly predicted: T;
  readonly actual: T;
}

interface Classified<T> {
  readonly prediction: T;
  readonly target: T;
}

/** Counts `[classes]`, or `[1]` for a single score; each example with its weight. */
export const confusion = <T>(
  inputs: Classified<T>,
  threshold: number,
  { ops, weight }: Pick<Context<T>, 'ops'> & { readonly weight: T },
): Confusion<T> => {
  const { predicted, actual, classes, single } = classesOf(inputs, threshold, ops);
  const indicators = (x: T) => (single ? ops.expand(ops.cast(x, 'float32'), -1) : ops.oneHot(x, classes));
  const p = indicators(predicted);
  const t = indicators(actual);
  const weights = ops.reshape(weight, [-1, 1, 1]);
  const count = (x: T) => ops.sum(ops.mul(x, weights), [0, 1]);
  return { right: count(ops.mul(p, t)), predicted: count(p), actual: count(t) };
};

/** Numbers of one class. */
export interface Counts {
  readonly right: number;
  readonly predicted: number;
  readonly actual: number;
}

/** The counts of each class, or of all together. */
export const countsOf = (
  { right, predicted, actual }: Readonly<Record<string, HostArray>>,
  average: 'macro' | 'micro',
): readonly Counts[] => {
  const counts = Array.from(right!, (_, i) => ({
    right: right![i]!,
    predicted: predicted![i]!,
    actual: actual![i]!,
  }));
  if (average === 'macro') return counts;
  const sum = (key: keyof Counts) => counts.reduce((total, count) => total + count[key], 0);
  return [{ right: sum('right'), predicted: sum('predicted'), actual: sum('actual') }];
};

/** The mean of a score over the classes that occur at all. */
export const meanOver = (counts: readonly Counts[], score: (counts: Counts) => number): number => {
  const present = counts.filter(({ predicted, actual }) => predicted + actual > 0);
  return present.reduce((total, count) => total + score(count), 0) / present.length;
};

/** 0 where there is nothing to divide by. */
export const ratio = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);

/** The options of metrics that are made of counts for each class. */
export const confusionOptions = {
  average: {
    type: 'choice',
    choices: ['macro', 'micro'],
    default: 'macro',
    doc: 'The mean over classes, or the score of the counts of all classes together.',
  },
  threshold: thresholdOption,
} as const;

/** A metric that is a score of each class. */
export const classScore = (entry: {
  readonly name: string;
  readonly summary: string;
  readonly formula: string;
  readonly description?: string;
  readonly references?: readonly string[];
  readonly examples: readonly Example[];
  readonly score: (counts: Counts) => number;
}) => {
  const { score, ...rest } = entry;
  return metric({
    ...rest,
    options: confusionOptions,
    signatures: classSignatures,
    better: 'higher',
    unit: 'fraction',
    accumulate: (inputs, { ops, options, weight }) => ({
      ...confusion(inputs, options.threshold, { ops, weight }),
    }),
    finish: (sums, { average }) => meanOver(countsOf(sums, average), score),
  });
};

/** A metric that counts one kind of answers to yes or no questions. */
export const answerCount = (entry: {
  readonly name: string;
  readonly summary: string;
  readonly better: 'higher' | 'lower';
  readonly predicted: boolean;
  readonly actual: boolean;
  readonly examples: readonly Example[];
}) => {
  const { predicted: wantPredicted, actual: wantActual, ...rest } = entry;
  return metric({
    ...rest,
    formula: `Σ [x is ${wantPredicted ? '' : 'not '}above the threshold, t = ${wantActual ? 1 : 0}]`,
    options: { threshold: thresholdOption },
    signatures: classSignatures,
    unit: 'number',
    accumulate: (inputs, { ops, options, weight }) => {
      const { predicted, actual } = classesOf(inputs, options.threshold, ops);
      const is = (x: typeof predicted, wanted: boolean) => ops.equal(x, wanted ? 1 : 0);
      const hits = ops.cast(ops.logicalAnd(is(predicted, wantPredicted), is(actual, wantActual)), 'float32');
      return { count: ops.sum(ops.mul(hits, ops.reshape(weight, [-1, 1]))) };
    },
    finish: ({ count }) => count![0]!,
  });
};
