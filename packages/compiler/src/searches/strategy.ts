import type { Axis, Recipe, Span, StrategyDefinition, Use, Watched } from '@neurite/contract';
import type { Expression, SettingsDeclaration } from '@neurite/language';
import { report } from '../diagnostics.js';
import type { Session } from '../lower/session.js';
import { useOf } from '../options/bind.js';
import { type Settings, hasSetting, settingValue } from '../recipes/settings.js';
import { wholeSetting } from '../recipes/simple.js';
import type { Frame } from '../values/scope.js';
import type { PlannedDimension } from './dimension.js';

const defaults = { strategy: 'random', exhaustive: 'grid' } as const;

export interface Strategy {
  readonly use: Use;
  readonly definition: StrategyDefinition;
}

/** What is asked of a strategy, and where. */
interface Asked {
  readonly axes: readonly Axis[];
  readonly trials: number;
  readonly rounds: number;
  readonly objective: Watched | undefined;
  readonly recipe: Recipe;
  readonly span: Span;
}

/** The strategy that is written; without one, that which tries all where all are lists that must be. */
export const strategyOf = (
  session: Session,
  declaration: SettingsDeclaration,
  settings: Settings,
  planned: readonly PlannedDimension[],
  frame: Frame,
): Strategy | undefined => {
  const all = planned.length > 0 && planned.every(({ definition }) => definition.exhaustive === true);
  const expression: Expression = settingValue(settings, 'strategy') ?? {
    kind: 'identifier',
    name: all ? defaults.exhaustive : defaults.strategy,
    span: declaration.name.span,
  };
  const use = useOf(session, 'strategy', expression, frame);
  return use && { use, definition: session.catalog.get('strategy', use.name)! };
};

/** How many trials there may be: as many as there are combinations, where a strategy tries them all and nothing else is said. */
export const trialsOf = (
  session: Session,
  declaration: SettingsDeclaration,
  settings: Settings,
  axes: readonly Axis[],
  definition: StrategyDefinition | undefined,
  frame: Frame,
): number | undefined => {
  const given = wholeSetting(session, settings, 'trials', frame, { minimum: 1 }, undefined);
  if (given !== undefined || hasSetting(settings, 'trials')) return given;
  if (definition?.exhaustive === true && axes.every(({ kind }) => kind === 'items'))
    return axes.reduce((product, axis) => product * (axis.kind === 'items' ? axis.size : 1), 1);
  session.diagnostics.push(
    report(
      'missing-setting',
      { name: 'trials', of: `search "${declaration.name.name}"`, example: 'trials: 32' },
      { span: declaration.name.span },
    ),
  );
  return undefined;
};

/** Whether the length of the recipe is not, or not always, a number of epochs. */
const isCounted = ({ steps, epochs }: Recipe, planned: readonly PlannedDimension[]): boolean =>
  steps !== undefined ||
  epochs === Number.MAX_SAFE_INTEGER ||
  planned.some(({ dimension: { target } }) => target === 'epochs' || target === 'steps');

/** What a search says that does not go together. */
export const checkTogether = (
  session: Session,
  settings: Settings,
  planned: readonly PlannedDimension[],
  { use, definition }: Strategy,
  { axes, trials, rounds, objective, recipe, span }: Asked,
): void => {
  const before = session.diagnostics.length;
  const lacksObjective = objective === undefined && !hasSetting(settings, 'objective');
  const exhausting = planned.find((one) => one.definition.exhaustive === true);
  if (exhausting !== undefined && definition.exhaustive !== true)
    session.diagnostics.push(
      report(
        'search-exhaustive',
        { strategy: use.name, distribution: exhausting.dimension.distribution.name },
        { span, related: [{ message: 'every value of this', span: exhausting.dimension.span! }] },
      ),
    );
  if (definition.compares === true && lacksObjective)
    session.diagnostics.push(report('search-objective', { what: use.name }, { span }));
  if (definition.partial === true && isCounted(recipe, planned))
    session.diagnostics.push(report('search-length', { strategy: use.name }, { span }));
  const refine = settingValue(settings, 'refine');
  if (rounds > 1 && refine !== undefined) {
    if (lacksObjective)
      session.diagnostics.push(report('search-objective', { what: 'refine' }, { span: refine.span }));
    else if (axes.every(({ kind }) => kind === 'items'))
      session.diagnostics.push(report('search-refine', {}, { span: refine.span }));
  }
  if (session.diagnostics.length > before) return;
  const request = { axes, trials: Math.floor(trials / rounds), epochs: recipe.epochs };
  const problem = definition.problem?.(request, use.options as never);
  if (problem !== undefined)
    session.diagnostics.push(report('strategy-problem', { name: use.name, problem }, { span }));
};
