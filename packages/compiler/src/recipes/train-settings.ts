import type { SettingsDeclaration, SettingStatement } from '@neurite/language';
import { nearest } from '@neurite/language';
import { report } from '../diagnostics.js';
import type { Session } from '../lower/session.js';
import { declared, type Module } from '../modules/module.js';
import type { SettingTable } from './settings.js';

export const trainSettings: SettingTable = {
  of: 'train',
  once: [
    'model',
    'data',
    'loss',
    'optimizer',
    'schedule',
    'clip',
    'batch',
    'epochs',
    'steps',
    'metrics',
    'stop',
    'keep',
    'seed',
    'start',
    'health',
  ],
  several: ['regularize', 'constrain', 'freeze'],
  groups: true,
  allows: true,
};

const keyOf = (statement: SettingStatement): string => {
  if (statement.kind === 'distribution') return `~ ${statement.key.map((part) => part.name).join('.')}`;
  if (statement.kind === 'setting') return statement.key.map((part) => part.name).join('.');
  if (statement.kind === 'allow') return `allow ${statement.rule.name} ${statement.on?.value ?? ''}`;
  return statement.kind === 'group' ? `group ${statement.glob.value}` : statement.kind;
};

/** The statements of a block with those that it takes over `from` another; its own win by key. Undefined where there is no such other. */
export const inherited = (
  session: Session,
  declaration: SettingsDeclaration,
  module: Module,
  seen: readonly SettingsDeclaration[] = [],
): readonly SettingStatement[] | undefined => {
  const { from } = declaration;
  if (from === undefined) return declaration.settings;
  const base = declared(module, 'settings', from.name);
  if (base === undefined || base.declaration.keyword !== declaration.keyword) {
    const names = [...module.names].flatMap(([name, { declaration: other }]) =>
      other.kind === 'settings' && other.keyword === declaration.keyword && other !== declaration
        ? [name]
        : [],
    );
    session.diagnostics.push(
      report(
        'unknown-reference',
        { what: declaration.keyword, name: from.name, suggestion: nearest(from.name, names) },
        { span: from.span },
      ),
    );
    return undefined;
  }
  if (base.declaration === declaration || seen.includes(base.declaration)) {
    session.diagnostics.push(
      report('recursive-recipe', { name: declaration.name.name }, { span: from.span }),
    );
    return undefined;
  }
  const own = new Set(declaration.settings.map(keyOf));
  const taken = inherited(session, base.declaration, base.module, [...seen, declaration]);
  return taken && [...taken.filter((statement) => !own.has(keyOf(statement))), ...declaration.settings];
};
