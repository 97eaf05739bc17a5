import type { GraphLoad } from '@neurite/contract';
import type { Expression, Load } from '@neurite/language';
import { report } from '../diagnostics.js';
import { globParts, isWildcard } from '../recipes/globs.js';
import { type Settings, type SettingTable, readSettings, settingValue } from '../recipes/settings.js';
import { wrongSetting } from '../recipes/simple.js';
import { type Frame, lookupName } from '../values/scope.js';
import type { Value } from '../values/value.js';
import type { Rename } from './builder.js';
import { joinPath } from './paths.js';
import type { Session } from './session.js';

export const loadSettings: SettingTable = { of: 'load', once: ['mode', 'rename'] };

/** The ways to load, the first where none is said. */
export const loadModes: readonly GraphLoad['mode'][] = ['copy', 'frozen', 'shared'];

/** `load "weights.safetensors" into backbone { mode: frozen }`: kept until all of the model is there. */
export const recordLoad = (
  session: Session,
  { file, into, settings, span }: Load,
  frame: Frame,
  names: ReadonlyMap<string, Value>,
): void => {
  const table = readSettings(session, settings, loadSettings);
  const mode = modeOf(session, table);
  const renames = renamesOf(session, table);
  if (file.value.trim() === '')
    session.diagnostics.push(report('load-file', { file: file.value }, { span: file.span }));
  const path = targetPath(session, into, frame, names);
  if (path === undefined) session.diagnostics.push(report('load-target', {}, { span: into.span }));
  else if (path !== 'unknown')
    session.builder.loads.push({
      file: file.value,
      into: path.path,
      mode,
      renames,
      at: into.span,
      span,
    });
};

/** The path of what an expression names; 'unknown' where a mistake has been reported. */
const targetPath = (
  session: Session,
  into: Expression,
  frame: Frame,
  names: ReadonlyMap<string, Value>,
): { readonly path: string } | 'unknown' | undefined => {
  if (into.kind === 'missing') return 'unknown';
  if (into.kind === 'member') {
    const object = targetPath(session, into.object, frame, names);
    return typeof object === 'object' ? { path: joinPath(object.path, into.name.name) } : object;
  }
  if (into.kind !== 'identifier') return undefined;
  const value = lookupName(frame.scope, into.name);
  const isKnown =
    value !== undefined ||
    frame.module.names.has(into.name) ||
    session.catalog.get('layer', into.name) !== undefined;
  // That there is no such name is said where names are looked up.
  if (value?.kind === 'unknown' || !isKnown) return 'unknown';
  if (value?.kind === 'layer' && value.form === 'instance') return { path: value.path };
  return names.has(into.name) && value?.kind === 'tensor'
    ? { path: joinPath(frame.path, into.name) }
    : undefined;
};

const modeOf = (session: Session, settings: Settings): GraphLoad['mode'] => {
  const value = settingValue(settings, 'mode');
  const found = loadModes.find((mode) => value?.kind === 'identifier' && value.name === mode);
  if (value !== undefined && found === undefined && value.kind !== 'missing')
    wrongSetting(session, 'mode', 'copy, frozen or shared', value);
  return found ?? loadModes[0]!;
};

const renamesOf = (session: Session, settings: Settings): readonly Rename[] => {
  const value = settingValue(settings, 'rename');
  const items = value === undefined ? [] : value.kind === 'list' ? value.items : [value];
  return items.flatMap((item): readonly Rename[] => {
    if (item.kind === 'missing') return [];
    if (item.kind !== 'on' || item.value.kind !== 'string') {
      wrongSetting(session, 'rename', 'names of the file on paths: "features.*" on "stem.*"', item);
      return [];
    }
    const [from, on] = [item.value.value, item.target.value];
    if (wildcards(from) === wildcards(on)) return [{ from, on, span: item.span }];
    session.diagnostics.push(report('rename-wildcards', { from, on }, { span: item.span }));
    return [];
  });
};

const wildcards = (glob: string): string => globParts(glob).filter(isWildcard).join(' ');
