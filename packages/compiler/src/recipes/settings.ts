import type { Span } from '@neurite/contract';
import {
  type Allow,
  type Distribution,
  type Expression,
  type Field,
  type Group,
  type Phase,
  type Setting,
  type SettingStatement,
  nearest,
} from '@neurite/language';
import { report } from '../diagnostics.js';
import type { Session } from '../lower/session.js';

/** The settings of a block by key, and what else it may hold. */
export interface Settings {
  /** Settings that may stand once have one entry. */
  readonly byKey: ReadonlyMap<string, readonly Setting[]>;
  readonly fields: readonly Field[];
  readonly augments: readonly Field[];
  readonly groups: readonly Group[];
  readonly phases: readonly Phase[];
  readonly allows: readonly Allow[];
  readonly distributions: readonly Distribution[];
  /** Settings that misspelt ones likely mean: that they are missing is no second mistake. */
  readonly meant: ReadonlySet<string>;
}

/** Which settings a block has. */
export interface SettingTable {
  readonly of: string;
  readonly once: readonly string[];
  readonly several?: readonly string[];
  readonly fields?: true;
  readonly groups?: true;
  readonly phases?: true;
  readonly allows?: true;
  readonly distributions?: true;
}

/** Sorts the statements of a block by key; reports unknown and repeated settings, and what has no place there. */
export const readSettings = (
  session: Session,
  statements: readonly SettingStatement[],
  table: SettingTable,
): Settings => {
  const byKey = new Map<string, Setting[]>();
  const fields: Field[] = [];
  const augments: Field[] = [];
  const groups: Group[] = [];
  const phases: Phase[] = [];
  const allows: Allow[] = [];
  const distributions: Distribution[] = [];
  const meant = new Set<string>();
  const known = [...table.once, ...(table.several ?? [])];
  const misplaced = (what: string, span: Span): void => {
    session.diagnostics.push(report('misplaced-setting', { what, of: table.of }, { span }));
  };
  for (const statement of statements) {
    switch (statement.kind) {
      case 'setting':
        addSetting(session, statement, table, known, byKey, meant);
        break;
      case 'field':
        if (table.fields !== true) misplaced(statement.keyword, statement.span);
        else if (statement.keyword === 'augment') augments.push(statement);
        else fields.push(statement);
        break;
      case 'group':
        if (table.groups === true) groups.push(statement);
        else misplaced('group', statement.span);
        break;
      case 'allow':
        if (table.allows === true) allows.push(statement);
        else misplaced('allow', statement.span);
        break;
      case 'phase':
        if (table.phases === true) phases.push(statement);
        else misplaced('phase', statement.span);
        break;
      case 'distribution':
        if (table.distributions === true) distributions.push(statement);
        else misplaced('~', statement.span);
        break;
      default:
        statement satisfies never;
    }
  }
  return { byKey, fields, augments, groups, phases, allows, distributions, meant };
};

const addSetting = (
  session: Session,
  setting: Setting,
  table: SettingTable,
  known: readonly string[],
  byKey: Map<string, Setting[]>,
  meant: Set<string>,
): void => {
  const name = setting.key.map((part) => part.name).join(setting.words === true ? ' ' : '.');
  const span = keySpan(setting);
  const before = byKey.get(name);
  if (!known.includes(name)) {
    const suggestion = nearest(name, known);
    if (suggestion !== undefined) meant.add(suggestion);
    session.diagnostics.push(
      report(
        'unknown-setting',
        { name, of: table.of, suggestion, known },
        {
          span,
          ...(suggestion === undefined
            ? {}
            : { fixes: [{ title: `Change to "${suggestion}"`, edits: [{ span, text: suggestion }] }] }),
        },
      ),
    );
  } else if (before !== undefined && !(table.several ?? []).includes(name))
    session.diagnostics.push(
      report(
        'duplicate-setting',
        { name },
        { span, related: [{ message: 'set here first', span: keySpan(before[0]!) }] },
      ),
    );
  else byKey.set(name, [...(before ?? []), setting]);
};

export const keySpan = ({ key }: Setting): Span => ({ ...key[0]!.span, end: key.at(-1)!.span.end });

/** The value of a setting that stands once. */
export const settingValue = (settings: Settings, name: string): Expression | undefined =>
  settings.byKey.get(name)?.[0]?.value;

/** Whether a setting is there, or one that is likely meant to be it. */
export const hasSetting = ({ byKey, meant }: Settings, name: string): boolean =>
  byKey.has(name) || meant.has(name);
