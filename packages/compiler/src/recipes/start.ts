import type { PretrainRecipe } from '@neurite/contract';
import type { Expression } from '@neurite/language';
import { report } from '../diagnostics.js';
import type { Session } from '../lower/session.js';
import type { Frame } from '../values/scope.js';
import { type SettingTable, type Settings, keySpan, readSettings, settingValue } from './settings.js';
import { wrongSetting } from './simple.js';

/** A `pretrain` block by name, lowered; reports where there is none. */
export type FindPretraining = (session: Session, expression: Expression) => PretrainRecipe | undefined;

/** What may be said of a pretraining that a recipe starts from. */
const startSettings: SettingTable = { of: 'start', once: ['decoders into'] };

/** What a recipe starts from, and where decoders go. */
export interface Start {
  readonly start?: PretrainRecipe;
  readonly decoders?: string;
}

/** `start: Stack`, or `start: Stack { decoders into: "decode" }`. */
export const startOf = (session: Session, settings: Settings, find: FindPretraining, frame: Frame): Start => {
  const setting = settings.byKey.get('start')?.[0];
  if (setting === undefined) return {};
  if (setting.value === undefined) {
    session.diagnostics.push(
      report(
        'setting-type',
        { name: 'start', expected: 'the name of a pretrain block', found: 'a block' },
        { span: keySpan(setting) },
      ),
    );
    return {};
  }
  const start = find(session, setting.value);
  const into = settingValue(readSettings(session, setting.settings ?? [], startSettings), 'decoders into');
  const path = into && session.evaluate(into, frame);
  if (path !== undefined && path.kind !== 'string' && path.kind !== 'unknown')
    wrongSetting(session, 'decoders into', 'a path such as "decode"', into!);
  return {
    ...(start === undefined ? {} : { start }),
    ...(path?.kind === 'string' ? { decoders: path.value } : {}),
  };
};
