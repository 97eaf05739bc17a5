import type { Expression } from '@neurite/language';
import { report } from '../diagnostics.js';
import type { Session } from '../lower/session.js';
import type { Frame } from '../values/scope.js';
import { shown } from '../values/shown.js';
import { type Settings, settingValue } from './settings.js';

/** A whole number in bounds; the fallback where the setting is left out or wrong. */
export const wholeSetting = <F extends number | undefined>(
  session: Session,
  settings: Settings,
  name: string,
  frame: Frame,
  bounds: { readonly minimum: number; readonly maximum?: number; readonly unit?: string },
  fallback: F,
): number | F => {
  const expression = settingValue(settings, name);
  if (expression === undefined) return fallback;
  const value = session.evaluate(expression, frame);
  if (value.kind === 'unknown') return fallback;
  const { minimum, maximum = Number.MAX_SAFE_INTEGER, unit } = bounds;
  const number = value.kind === 'number' ? value.value : undefined;
  const fits =
    value.kind === 'number' &&
    (value.unit === undefined || value.unit === unit) &&
    value.suffix === undefined &&
    typeof number === 'number' &&
    Number.isSafeInteger(number) &&
    number >= minimum &&
    number <= maximum;
  if (fits) return number;
  const range = bounds.maximum === undefined ? `of at least ${minimum}` : `from ${minimum} to ${maximum}`;
  wrongSetting(session, name, `a whole number ${range}`, expression);
  return fallback;
};

export const wrongSetting = (session: Session, name: string, expected: string, at: Expression): void => {
  session.diagnostics.push(report('setting-type', { name, expected, found: shown(at) }, { span: at.span }));
};

/** The value of a setting that is one of some words. */
export const wordSetting = <W extends string>(
  session: Session,
  settings: Settings,
  name: string,
  words: readonly [W, W, ...W[]],
): W | undefined => {
  const expression = settingValue(settings, name);
  if (expression === undefined || expression.kind === 'missing') return undefined;
  const word = words.find((each) => expression.kind === 'identifier' && expression.name === each);
  if (word === undefined) wrongSetting(session, name, words.join(' or '), expression);
  return word;
};
