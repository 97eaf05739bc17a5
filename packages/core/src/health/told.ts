import { ruleCode, ruleNames, type Allowance, type Recipe, type RuleName } from '@neurite/contract';
import { report } from '../diagnostics.js';
import type { Finding } from '../train/events.js';
import type { Sight } from './judge.js';

/** What was told already: each rule speaks once of a path. */
export type Told = Set<string>;

const keyOf = (code: string, path = ''): string => `${code} ${path}`;
const keyOfSight = ({ rule, path }: Sight): string => keyOf(ruleCode(rule), path);

/** What findings told of: a run that is resumed does not tell of it again. */
export const toldBy = (findings: readonly Finding[]): Told =>
  new Set(
    findings.flatMap(({ diagnostic: { code }, paths = [undefined] }) =>
      paths.map((path) => keyOf(code, path)),
    ),
  );

const allowanceOf = (
  { health }: Recipe,
  { rule, path }: Pick<Sight, 'rule' | 'path'>,
): Allowance | undefined =>
  health.allowed.find(
    (allowance) =>
      allowance.rule === rule &&
      (allowance.paths === undefined || (path !== undefined && allowance.paths.includes(path))),
  );

const isAllowed = (recipe: Recipe, sight: Pick<Sight, 'rule' | 'path'>): boolean =>
  allowanceOf(recipe, sight) !== undefined;

/** What an allowance is known by from one part of a run to the next. */
const keyOfAllowance = ({ rule, paths = [] }: Allowance): string => [rule, ...paths].join(' ');

/** The allowances that silenced something of what was seen. */
export const silencedBy = (recipe: Recipe, sights: readonly Sight[]): readonly string[] =>
  sights.flatMap((sight) => {
    const allowance = allowanceOf(recipe, sight);
    return allowance === undefined ? [] : [keyOfAllowance(allowance)];
  });

/** Findings of allowances that had nothing to silence, of rules that look at numbers. */
export const unneededOf = (
  { health }: Recipe,
  silenced: readonly string[],
): readonly Omit<Finding, 'step'>[] =>
  health.allowed
    .filter(
      (allowance) => Object.hasOwn(codes, allowance.rule) && !silenced.includes(keyOfAllowance(allowance)),
    )
    .map(({ rule, span }) => ({
      diagnostic: report('unneeded-allow', { rule }, span === undefined ? {} : { span }),
    }));

/** Whether there is a rule, among those that look at numbers, that the file does not allow everywhere. */
export const isWatched = (recipe: Recipe): boolean =>
  ruleNames.some((rule) => Object.hasOwn(codes, rule) && !isAllowed(recipe, { rule }));

/** The code of each rule that looks at numbers. */
const codes = {
  initial_loss: 'initial-loss',
  dead_units: 'dead-units',
  saturated_units: 'saturated-units',
  vanishing_gradients: 'vanishing-gradients',
  exploding_gradients: 'exploding-gradients',
  update_ratio: 'update-ratio',
  stalled_loss: 'stalled-loss',
  overfitting: 'overfitting',
} as const satisfies Partial<Record<RuleName, string>>;

/** Findings of what was seen: one for each rule, about the worst path that is neither allowed nor told of. */
export const tellOf = (
  recipe: Recipe,
  sights: readonly Sight[],
  told: Told,
): readonly Omit<Finding, 'step'>[] =>
  ruleNames.flatMap((rule) => {
    if (!Object.hasOwn(codes, rule)) return [];
    const news = sights
      .filter((sight) => sight.rule === rule && !isAllowed(recipe, sight) && !told.has(keyOfSight(sight)))
      .sort((a, b) => b.badness - a.badness);
    const [worst] = news;
    if (worst === undefined) return [];
    for (const sight of news) told.add(keyOfSight(sight));
    const { graph } = recipe;
    const span =
      worst.path === undefined
        ? recipe.span
        : [...graph.nodes, ...graph.parameters].find(({ path }) => path === worst.path)?.span;
    const parts = { words: worst.words, more: news.length - 1 };
    const place = span === undefined ? {} : { span };
    const paths = news.flatMap(({ path }) => path ?? []);
    return [
      {
        ...(paths.length === 0 ? {} : { paths }),
        diagnostic: report(codes[rule as keyof typeof codes], parts, place),
      },
    ];
  });
