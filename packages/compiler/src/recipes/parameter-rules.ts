import type { OnParameters, Use } from '@neurite/contract';
import { type Expression, type Group, nearest } from '@neurite/language';
import { report } from '../diagnostics.js';
import type { Session } from '../lower/session.js';
import { useOf } from '../options/bind.js';
import type { Frame } from '../values/scope.js';
import { type Contender, assignPaths, selectPaths } from './globs.js';
import { type Settings } from './settings.js';
import { wrongSetting } from './simple.js';

const itemsOf = (settings: Settings, name: string): readonly Expression[] =>
  (settings.byKey.get(name) ?? []).flatMap(({ value }) =>
    value === undefined ? [] : value.kind === 'list' ? value.items : [value],
  );

/** `regularize: l2(1e-4) on "**.kernel"`, and `constrain`: which entry applies to which parameters. */
export const onParameters = (
  session: Session,
  settings: Settings,
  name: 'regularize' | 'constrain',
  paths: readonly string[],
  frame: Frame,
): readonly OnParameters[] => {
  const kind = name === 'regularize' ? 'regularizer' : 'constraint';
  const contenders: Contender<Use>[] = [];
  for (const item of itemsOf(settings, name)) {
    const use = useOf(session, kind, item.kind === 'on' ? item.value : item, frame);
    if (item.kind !== 'on') {
      if (use !== undefined)
        session.diagnostics.push(report('missing-glob', { what: use.name }, { span: item.span }));
      continue;
    }
    const { value: glob, span } = item.target;
    const selected = selectPaths(session, glob, paths, span);
    if (use !== undefined) contenders.push({ value: use, glob, span, paths: selected });
  }
  return [...assignPaths(session, contenders)].map(([{ value }, parameters]) => ({ use: value, parameters }));
};

/** The paths that `freeze` names. */
export const frozenPaths = (
  session: Session,
  settings: Settings,
  paths: readonly string[],
  frame: Frame,
): readonly string[] => {
  const frozen = new Set<string>();
  for (const item of itemsOf(settings, 'freeze')) {
    const value = session.evaluate(item, frame);
    if (value.kind === 'string')
      selectPaths(session, value.value, paths, item.span).forEach((path) => frozen.add(path));
    else if (value.kind !== 'unknown')
      wrongSetting(session, 'freeze', 'a path such as "stem.**", or a list of them', item);
  }
  return [...frozen];
};

/** `group "stem.**" { rate: 0.1x }`: factors of the rate by path. */
export const rateFactors = (
  session: Session,
  groups: readonly Group[],
  paths: readonly string[],
  base: number,
  frame: Frame,
): Readonly<Record<string, number>> => {
  const contenders: Contender<number>[] = [];
  for (const { glob, settings } of groups) {
    const selected = selectPaths(session, glob.value, paths, glob.span);
    for (const setting of settings) {
      const key = setting.kind === 'setting' ? setting.key.map((part) => part.name).join('.') : setting.kind;
      if (setting.kind !== 'setting' || key !== 'rate' || setting.value === undefined) {
        session.diagnostics.push(
          report(
            'unknown-setting',
            { name: key, of: 'group', suggestion: nearest(key, ['rate']), known: ['rate'] },
            { span: setting.span },
          ),
        );
        continue;
      }
      const value = session.evaluate(setting.value, frame);
      if (value.kind === 'unknown') continue;
      const number =
        value.kind === 'number' && typeof value.value === 'number' && value.value >= 0
          ? value.value
          : undefined;
      if (number === undefined)
        wrongSetting(session, 'rate', 'a factor such as 0.1x, or a rate', setting.value);
      // A plain number is a rate of its own; the recipe speaks of factors.
      else
        contenders.push({
          value: value.kind === 'number' && value.suffix === 'x' ? number : number / base,
          glob: glob.value,
          span: glob.span,
          paths: selected,
        });
    }
  }
  return Object.fromEntries(
    [...assignPaths(session, contenders)].flatMap(([{ value }, own]) =>
      own.map((path) => [path, value] as const),
    ),
  );
};
