import type { Outcome, Recipe } from '@neurite/contract';
import { type SettingsDeclaration, nearest } from '@neurite/language';
import { report } from '../diagnostics.js';
import type { Session } from '../lower/session.js';
import { type Declared, declared, type Module } from '../modules/module.js';
import { type Settings, hasSetting, settingValue } from '../recipes/settings.js';

/** A recipe of the module or of one that it imports, lowered. */
export type LowerRecipe = (recipe: Declared<SettingsDeclaration>) => Outcome<Recipe>;

/** The recipe that `train:` names; reports where there is none. */
export const recipeReference = (
  session: Session,
  settings: Settings,
  declaration: SettingsDeclaration,
  module: Module,
): Declared<SettingsDeclaration> | undefined => {
  const expression = settingValue(settings, 'train');
  if (expression === undefined) {
    if (!hasSetting(settings, 'train'))
      session.diagnostics.push(
        report(
          'missing-setting',
          {
            name: 'train',
            of: `${declaration.keyword} "${declaration.name.name}"`,
            example: 'train: FashionRun',
          },
          { span: declaration.name.span },
        ),
      );
    return undefined;
  }
  if (expression.kind === 'missing') return undefined;
  const name = expression.kind === 'identifier' ? expression.name : undefined;
  const found = name === undefined ? undefined : declared(module, 'settings', name);
  if (found?.declaration.keyword === 'train') return found;
  const names = [...module.names].flatMap(([known, { declaration: other }]) =>
    other.kind === 'settings' && other.keyword === 'train' ? [known] : [],
  );
  session.diagnostics.push(
    report(
      'unknown-reference',
      { what: 'train', name: name ?? 'this', suggestion: nearest(name ?? '', names) },
      { span: expression.span },
    ),
  );
  return undefined;
};

/** The recipe, unless it is broken: what is wrong with it is said where it stands. */
export const soundRecipe = (
  found: Declared<SettingsDeclaration> | undefined,
  lower: LowerRecipe,
): Recipe | undefined => {
  const outcome = found === undefined ? undefined : lower(found);
  return outcome?.ok === true ? outcome.value : undefined;
};

/** The recipe that a sound search names. */
export const recipeOf = (
  declaration: SettingsDeclaration,
  module: Module,
): Declared<SettingsDeclaration> | undefined => {
  const statement = declaration.settings.find(
    (setting) => setting.kind === 'setting' && setting.key.length === 1 && setting.key[0]!.name === 'train',
  );
  if (statement?.kind === 'setting' && statement.value?.kind === 'identifier')
    return declared(module, 'settings', statement.value.name);
  const base = declaration.from && declared(module, 'settings', declaration.from.name);
  return base && recipeOf(base.declaration, base.module);
};
