import type { SettingStatement, SettingsDeclaration } from '@neurite/language';
import { report } from '../diagnostics.js';
import type { Session } from '../lower/session.js';
import { alternateSettings, inheritedKeys, sequenceSettings } from './phase-settings.js';
import { hasSetting, keySpan, readSettings, type Settings } from './settings.js';
import { wordSetting } from './simple.js';
import { keyOf } from './train-settings.js';
import type { Learner } from './learning.js';

export type Order = 'alternate' | 'sequence';

/** The phases of a recipe, each with what it inherits; undefined where it has none. */
export const phasesOf = (
  session: Session,
  declaration: SettingsDeclaration,
  statements: readonly SettingStatement[],
  settings: Settings,
): { readonly order: Order; readonly learners: readonly Learner[] } | undefined => {
  const { phases } = settings;
  const order = wordSetting(session, settings, 'order', ['alternate', 'sequence']);
  if (phases.length === 0) {
    const setting = settings.byKey.get('order')?.[0];
    if (setting !== undefined)
      session.diagnostics.push(
        report(
          'misplaced-setting',
          { what: 'order', of: 'a recipe without phases' },
          { span: keySpan(setting) },
        ),
      );
    return undefined;
  }
  if (!hasSetting(settings, 'order'))
    session.diagnostics.push(
      report(
        'missing-setting',
        {
          name: 'order',
          of: `train "${declaration.name.name}" with its phases`,
          example: 'order: alternate, or order: sequence',
        },
        { span: phases[0]!.name.span },
      ),
    );
  if (phases.length === 1) {
    const { name, span } = phases[0]!.name;
    session.diagnostics.push(report('one-phase', { name }, { span }));
  }
  for (const [index, { name }] of phases.entries()) {
    const before = phases.slice(0, index).find((phase) => phase.name.name === name.name);
    if (before !== undefined)
      session.diagnostics.push(
        report(
          'duplicate-name',
          { name: name.name },
          { span: name.span, related: [{ message: 'the other', span: before.name.span }] },
        ),
      );
  }
  const chosen = order ?? 'sequence';
  const table = chosen === 'alternate' ? alternateSettings : sequenceSettings;
  const keys: readonly string[] = inheritedKeys[chosen];
  const inheritable = statements.filter(
    (statement) => statement.kind === 'group' || keys.includes(keyOf(statement)),
  );
  const own = phases.map((phase) => new Set(phase.settings.map(keyOf)));
  for (const statement of inheritable)
    if (statement.kind === 'setting' && own.every((said) => said.has(keyOf(statement))))
      session.diagnostics.push(
        report('setting-without-effect', { name: keyOf(statement) }, { span: keySpan(statement) }),
      );
  const learners = phases.map((phase, index): Learner => {
    const taken = inheritable.filter((statement) => !own[index]!.has(keyOf(statement)));
    return {
      what: `phase "${phase.name.name}"`,
      span: phase.name.span,
      phase,
      settings: readSettings(session, [...taken, ...phase.settings], table),
    };
  });
  return { order: chosen, learners };
};
