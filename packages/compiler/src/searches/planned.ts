import { type Outcome, failure, success } from '@neurite/contract';
import type { Expression, SettingsDeclaration } from '@neurite/language';
import { hasErrors } from '../diagnostics/errors.js';
import { evaluate } from '../lower/expression.js';
import { type Environment, type Session, createSession } from '../lower/session.js';
import type { Module } from '../modules/module.js';
import { overrideSettings } from '../recipes/overrides.js';
import { type Settings, type SettingTable, readSettings } from '../recipes/settings.js';
import { inherited } from '../recipes/train-settings.js';
import { frozen } from '../values/frozen.js';

/** A block of settings that becomes a plan: what it takes over and what is set from outside is read, then `assemble` makes the plan. */
export const planned = <P>(
  environment: Environment,
  { declaration, module }: { readonly declaration: SettingsDeclaration; readonly module: Module },
  overrides: ReadonlyMap<string, Expression>,
  { table, settable }: { readonly table: SettingTable; readonly settable: readonly string[] },
  assemble: (session: Session, settings: Settings) => P | undefined,
): { readonly session: Session; readonly plan: Outcome<P> } => {
  const session = createSession(environment, evaluate);
  const written = inherited(session, declaration, module);
  const plan =
    written &&
    assemble(session, readSettings(session, overrideSettings(written, overrides, settable), table));
  const { diagnostics } = session;
  return {
    session,
    plan: plan === undefined || hasErrors(diagnostics) ? failure(...diagnostics) : success(frozen(plan)),
  };
};
