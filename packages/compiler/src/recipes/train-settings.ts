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
    'accumulate',
    'epochs',
    'steps',
    'metrics',
    'stop',
    'keep',
    'seed',
    'start',
    'health',
    'order',
    'average',
  ],
  several: ['regularize', 'constrain', 'freeze'],
  groups: true,
  phases: true,
  allows: true,
};

/** By what a statement takes the place of another. */
export const keyOf = (statement: SettingStatement): string => {
  switch (statement.kind) {
    case 'setting':
      return statement.key.map((part) => part.name).join('.');
    case 'group':
      return `group ${statement.glob.value}`;
    case 'phase':
      return `phase ${statement.name.name}`;
    case 'allow':
      return `allow ${statement.rule.name} ${statement.on?.value ?? ''}`;
    case 'distribution':
      return `~ ${statement.key.map((part) => part.name).join('.')}`;
    default:
      return statement.kind;
  }
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
  const taken = inherited(session, base.declaration, base.module, [...seen, declaration]);
  return taken && overlaid(taken, declaration.settings);
};

/** Statements over those that they take the place of; phases keep theirs, which says when they are. */
const overlaid = (
  taken: readonly SettingStatement[],
  own: readonly SettingStatement[],
): readonly SettingStatement[] => {
  const keys = new Set(own.map(keyOf));
  const known = new Set(taken.map(keyOf));
  const inPlace = (statement: SettingStatement): boolean =>
    statement.kind === 'phase' && known.has(keyOf(statement));
  return [
    ...taken.flatMap((statement) => {
      if (!keys.has(keyOf(statement))) return [statement];
      return own.filter((other) => inPlace(other) && keyOf(other) === keyOf(statement));
    }),
    ...own.filter((statement) => !inPlace(statement)),
  ];
};
