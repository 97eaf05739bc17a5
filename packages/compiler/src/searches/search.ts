import { type Outcome, type SearchPlan, failure, success } from '@neurite/contract';
import type { Expression, SettingsDeclaration } from '@neurite/language';
import { report } from '../diagnostics.js';
import { hasErrors } from '../diagnostics/errors.js';
import { evaluate } from '../lower/expression.js';
import { type Environment, type Session, createSession } from '../lower/session.js';
import type { Module } from '../modules/module.js';
import { overrideSettings } from '../recipes/overrides.js';
import { type Settings, readSettings, settingValue } from '../recipes/settings.js';
import { wholeSetting } from '../recipes/simple.js';
import { inherited, trainSettings } from '../recipes/train-settings.js';
import { frozen } from '../values/frozen.js';
import { type Frame, childScope } from '../values/scope.js';
import { type PlannedDimension, planDimension, spaceOf } from './dimension.js';
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
): { readonly session: Session; readonly plan: Outcome<SearchPlan> } => {
  const session = createSession(environment, evaluate);
  const written = inherited(session, declaration, module);
  const plan =
    written &&
    assemble(
      session,
      declaration,
      module,
      readSettings(session, overrideSettings(written, searched.overrides, searchOverrides), searchSettings),
      searched,
    );
  const { diagnostics } = session;
  return {
    session,
    plan: plan === undefined || hasErrors(diagnostics) ? failure(...diagnostics) : success(frozen(plan)),
  };
};

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
  const planned = targets && dimensionsOf(session, declaration, module, settings, targets, overrides);
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
  if (recipe === undefined || found === undefined || planned === undefined || reported === undefined)
    return undefined;
  for (const one of planned)
    session.diagnostics.push(...probe(one, one.dimension.span!, attempt(found.declaration, found.module)));
  // Of a search that is not understood as a whole nothing more can be said.
  if (planned.length === 0 || hasErrors(session.diagnostics)) return undefined;
  const axes = planned.flatMap(({ dimension, definition }) => definition.axes(spaceOf(dimension)));
  const strategy = strategyOf(session, declaration, settings, planned, frame);
  const trials = trialsOf(session, declaration, settings, axes, strategy?.definition, frame);
  if (strategy === undefined || trials === undefined) return undefined;
  const span = settingValue(settings, 'strategy')?.span ?? declaration.name.span;
  checkTogether(session, settings, planned, strategy, { axes, trials, rounds, objective, recipe, span });
  return {
    name: declaration.name.name,
    recipe,
    settings: planned.map(({ dimension }) => dimension),
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
  const planned: PlannedDimension[] = [];
  for (const statement of settings.distributions) {
    const one = planDimension(session, statement, module, targets);
    if (one === undefined) continue;
    const { target } = one.dimension;
    const before = planned.find(({ dimension }) => dimension.target === target);
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
    else if (target === 'seed' || !overrides.has(target)) planned.push(one);
  }
  if (settings.distributions.length === 0)
    session.diagnostics.push(
      report('search-empty', { name: declaration.name.name }, { span: declaration.name.span }),
    );
  return planned;
};
