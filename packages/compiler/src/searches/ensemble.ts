import type { EnsemblePlan, Outcome, Variation } from '@neurite/contract';
import type { Expression, SettingsDeclaration } from '@neurite/language';
import { report } from '../diagnostics.js';
import type { Environment, Session } from '../lower/session.js';
import type { Module } from '../modules/module.js';
import { useOf } from '../options/bind.js';
import { type Settings, hasSetting, settingValue } from '../recipes/settings.js';
import { wholeSetting, wrongSetting } from '../recipes/simple.js';
import { type Frame, childScope } from '../values/scope.js';
import { planned } from './planned.js';
import { readingsOf } from './readings.js';
import { type LowerRecipe, recipeReference, soundRecipe } from './reference.js';
import { ensembleOverrides, ensembleSettings } from './settings.js';

const defaults = { vary: ['seed'], combine: 'mean' } as const;

const variations: readonly Variation[] = ['seed', 'bootstrap', 'snapshot'];

/** An `ensemble` block, checked. */
export const planEnsemble = (
  environment: Environment,
  declaration: SettingsDeclaration,
  module: Module,
  overrides: ReadonlyMap<string, Expression>,
  lower: LowerRecipe,
): { readonly session: Session; readonly plan: Outcome<EnsemblePlan> } =>
  planned(
    environment,
    { declaration, module },
    overrides,
    { table: ensembleSettings, settable: ensembleOverrides },
    (session, settings) => assemble(session, declaration, module, settings, lower),
  );

const assemble = (
  session: Session,
  declaration: SettingsDeclaration,
  module: Module,
  settings: Settings,
  lower: LowerRecipe,
): EnsemblePlan | undefined => {
  const frame: Frame = { scope: childScope(), module, path: '', segments: new Map() };
  const recipe = soundRecipe(recipeReference(session, settings, declaration, module), lower);
  const members = wholeSetting(session, settings, 'members', frame, { minimum: 2, maximum: 1000 }, undefined);
  if (members === undefined && !hasSetting(settings, 'members'))
    session.diagnostics.push(
      report(
        'missing-setting',
        { name: 'members', of: `ensemble "${declaration.name.name}"`, example: 'members: 5' },
        { span: declaration.name.span },
      ),
    );
  const vary = variationsOf(session, settingValue(settings, 'vary'));
  const combine: Expression = settingValue(settings, 'combine') ?? {
    kind: 'identifier',
    name: defaults.combine,
    span: declaration.name.span,
  };
  const combination = useOf(session, 'combination', combine, frame);
  const seed = wholeSetting(
    session,
    settings,
    'seed',
    frame,
    { minimum: 0, maximum: 2 ** 32 - 1 },
    undefined,
  );
  if (recipe === undefined || members === undefined || vary === undefined || combination === undefined)
    return undefined;
  if (vary.includes('snapshot') && recipe.epochs < members)
    session.diagnostics.push(
      report(
        'ensemble-snapshots',
        { members, epochs: recipe.epochs },
        { span: settingValue(settings, 'vary')!.span },
      ),
    );
  const readings = readingsOf(recipe, session.catalog);
  const takesValues = session.catalog.get('combination', combination.name)!.values;
  if (!takesValues && readings.some(({ reading }) => reading.reads === 'values'))
    session.diagnostics.push(
      report('combination-values', { combination: combination.name }, { span: combine.span }),
    );
  return {
    name: declaration.name.name,
    recipe,
    members,
    vary,
    combination,
    readings,
    seed: seed ?? recipe.seed,
    span: declaration.span,
  };
};

/** `[seed, bootstrap]`, or one of them alone. */
const variationsOf = (
  session: Session,
  expression: Expression | undefined,
): readonly Variation[] | undefined => {
  if (expression === undefined) return defaults.vary;
  if (expression.kind === 'missing') return undefined;
  const items = expression.kind === 'list' ? expression.items : [expression];
  const found = items.map((item) =>
    item.kind === 'identifier' ? variations.find((word) => word === item.name) : undefined,
  );
  const wrong = found.indexOf(undefined);
  if (wrong >= 0 || found.length === 0) {
    wrongSetting(session, 'vary', 'a list of seed, bootstrap and snapshot', items[wrong] ?? expression);
    return undefined;
  }
  const vary = [...new Set(found as readonly Variation[])];
  if (vary.includes('snapshot') && vary.length > 1) {
    wrongSetting(session, 'vary', 'snapshot alone: snapshots are of one training', expression);
    return undefined;
  }
  return vary;
};
