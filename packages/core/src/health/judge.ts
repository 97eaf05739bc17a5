import { rules, type Recipe, type RuleName } from '@neurite/contract';
import type { CheckUp } from './check-up.js';

/** Something that a rule saw, at a path. */
export interface Sight {
  readonly rule: RuleName;
  /** Of a layer or a parameter; absent where it is about the run. */
  readonly path?: string;
  /** How bad it is beside others of its rule. */
  readonly badness: number;
  readonly words: string;
}

/** What a rule compares with: the file's number, or the default. */
export const thresholdOf = ({ health }: Pick<Recipe, 'health'>, rule: RuleName): number =>
  health.thresholds[rule] ?? rules[rule].threshold!.default;

const percent = (part: number): string => `${Math.round(part * 100)} %`;
const short = (value: number): string =>
  value !== 0 && (value < 1e-3 || value >= 1e4)
    ? value.toExponential(1)
    : String(Number(value.toPrecision(3)));

// A small gradient is a small loss as well; one that is small beside others did not arrive.
const BESIDE_OTHERS = 1e-3;

/** What rules see in a check-up, and in the step that was taken with it. */
export const judge = (
  recipe: Recipe,
  { examples, activations, gradients, norm }: CheckUp,
  ratios: ReadonlyMap<string, number>,
): readonly Sight[] => {
  const limit = (rule: RuleName): number => thresholdOf(recipe, rule);
  const largest = Math.max(0, ...gradients.values());
  const units = activations.flatMap(({ subject: { node }, units: count, dead, flat }): readonly Sight[] => [
    ...(dead / count > limit('dead_units')
      ? [
          {
            rule: 'dead_units' as const,
            path: node.path,
            badness: dead / count,
            words: `${dead} of the ${count} units of "${node.path}" gave 0 for all of ${examples} examples`,
          },
        ]
      : []),
    ...(flat > limit('saturated_units')
      ? [
          {
            rule: 'saturated_units' as const,
            path: node.path,
            badness: flat,
            words: `${percent(flat)} of what "${node.path}" gave lies at an end of its range`,
          },
        ]
      : []),
  ]);
  const vanishing = [...gradients]
    .filter(([, size]) => size < limit('vanishing_gradients') && size < BESIDE_OTHERS * largest)
    .map(([path, size]) => ({
      rule: 'vanishing_gradients' as const,
      path,
      badness: -size,
      words: `the gradient of "${path}" is ${short(size)} (root mean square), where others are up to ${short(largest)}`,
    }));
  // A norm that is not finite stops the step, and is explained there.
  const exploding =
    recipe.clip === undefined && Number.isFinite(norm) && norm > limit('exploding_gradients')
      ? [
          {
            rule: 'exploding_gradients' as const,
            badness: norm,
            words: `the norm of all gradients is ${short(norm)}`,
          },
        ]
      : [];
  const steps = [...ratios]
    .filter(([, ratio]) => ratio > limit('update_ratio'))
    .map(([path, ratio]) => ({
      rule: 'update_ratio' as const,
      path,
      badness: ratio,
      words: `one step moved "${path}" by ${percent(ratio)} of its size; about 0.1 % is usual`,
    }));
  return [...units, ...vanishing, ...exploding, ...steps];
};
