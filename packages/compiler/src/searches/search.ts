import type { Outcome, SearchPlan } from '@neurite/contract';
import type { Expression, SettingsDeclaration } from '@neurite/language';
import { report } from '../diagnostics.js';
import { hasErrors } from '../diagnostics/errors.js';
import type { Environment, Session } from '../lower/session.js';
import type { Module } from '../modules/module.js';
import { overrideSettings } from '../recipes/overrides.js';
import { type Settings, settingValue } from '../recipes/settings.js';
import { wholeSetting } from '../recipes/simple.js';
import { inherited, trainSettings } from '../recipes/train-settings.js';
import { type Frame, childScope } from '../values/scope.js';
import { type PlannedDimension, planDimension, spaceOf } from './dimension.js';
import { planned } from './planned.js';
import { type Try, probe } from './probe.js';
import { abandonOf, monitorsOf, objectiveOf, reportOf } from './objective.js';
import { type LowerRecipe, recipeReference, soundRecipe } from './reference.js';
import { searchOverrides, searchSettings } from './settings.js';
import { checkTogether, strategyOf, trialsOf } from './strategy.js';
import { type Targets, targetsOf } from './targets.js';

/** What a search has where its block says nothing. */
const defaults = { rounds: 1, seed: 0 } as const;

/** How a search asks for its recipe, and for what is wrong with it under other settings. */
export interface SearchedRecipe {
  readonly lower: LowerRecipe;
  readonly attempt: (declaration: SettingsDeclaration, module: Module) => Try;
  readonly overrides: ReadonlyMap<string, Expression>;
}

/** A `search` block, checked. */
export const planSearch = (
  environment: Environment,
  declaration: SettingsDeclaration,
  module: Module,
  searched: SearchedRecipe,
): { readonly session: Session; readonly plan: Outcome<SearchPlan> } =>
  planned(
    environment,
    { declaration, module },
    searched.overrides,
    { table: searchSettings, settable: searchOverrides },
    (session, settings) => assemble(session, declaration, module, settings, searched),
  );

const assemble = (
  session: Session,
  declaration: SettingsDeclaration,
  module: Module,
  settings: Settings,
  { lower, attempt, overrides }: SearchedRecipe,
): SearchPlan | undefined => {
  const frame: Frame = { scope: childScope(), module, path: '', segments: new Map() };
  const found = recipeReference(session, settings, declaration, module);
  const recipe = soundRecipe(found, lower);
  const statements = found && inherited(session, found.declaration, found.module);
  const targets =
    found && statements
      ? targetsOf(session, overrideSettings(statements, overrides, trainSettings.once), found.module)
      : undefined;
  const dimensions = targets && dimensionsOf(session, declaration, module, settings, targets, overrides);
  const rounds = wholeSetting(
    session,
    settings,
    'refine',
    frame,
    { minimum: 1, unit: 'rounds' },
    defaults.rounds,
  );
  const seed = wholeSetting(
    session,
    settings,
    'seed',
    frame,
    { minimum: 0, maximum: 2 ** 32 - 1 },
    defaults.seed,
  );
  const abandon = abandonOf(session, settings, frame);
  const watched = recipe && monitorsOf(recipe);
  const objective = watched && objectiveOf(session, settingValue(settings, 'objective'), watched);
  const reported = watched && reportOf(session, settingValue(settings, 'report'), watched, objective);
  if (recipe === undefined || found === undefined || dimensions === undefined || reported === undefined)
    return undefined;
  for (const one of dimensions)
    session.diagnostics.push(...probe(one, one.dimension.span!, attempt(found.declaration, found.module)));
  // Of a search that is not understood as a whole nothing more can be said.
  if (dimensions.length === 0 || hasErrors(session.diagnostics)) return undefined;
  const axes = dimensions.flatMap(({ dimension, definition }) => definition.axes(spaceOf(dimension)));
  const strategy = strategyOf(session, declaration, settings, dimensions, frame);
  const trials = trialsOf(session, declaration, settings, axes, strategy?.definition, frame);
  if (strategy === undefined || trials === undefined) return undefined;
  const span = settingValue(settings, 'strategy')?.span ?? declaration.name.span;
  checkTogether(session, settings, dimensions, strategy, { axes, trials, rounds, objective, recipe, span });
  return {
    name: declaration.name.name,
    recipe,
    settings: dimensions.map(({ dimension }) => dimension),
    strategy: strategy.use,
    trials,
    rounds,
    ...(objective === undefined ? {} : { objective }),
    report: reported,
    ...(abandon === undefined ? {} : { abandon }),
    seed,
    span: declaration.span,
  };
};

const dimensionsOf = (
  session: Session,
  declaration: SettingsDeclaration,
  module: Module,
  settings: Settings,
  targets: Targets,
  overrides: ReadonlyMap<string, Expression>,
): readonly PlannedDimension[] => {
  const dimensions: PlannedDimension[] = [];
  for (const statement of settings.distributions) {
    const one = planDimension(session, statement, module, targets);
    if (one === undefined) continue;
    const { target } = one.dimension;
    const before = dimensions.find(({ dimension }) => dimension.target === target);
    if (before !== undefined)
      session.diagnostics.push(
        report(
          'duplicate-setting',
          { name: target },
          {
            span: statement.span,
            related: [{ message: 'set here first', span: before.dimension.span! }],
          },
        ),
      );
    // What is set from outside is no longer searched.
    else if (target === 'seed' || !overrides.has(target)) dimensions.push(one);
  }
  if (settings.distributions.length === 0)
    session.diagnostics.push(
      report('search-empty', { name: declaration.name.name }, { span: declaration.name.span }),
    );
  return dimensions;
};
