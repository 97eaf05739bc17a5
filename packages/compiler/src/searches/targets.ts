import type { OptionTable } from '@neurite/contract';
import type { Expression, Parameter, SettingStatement } from '@neurite/language';
import type { Session } from '../lower/session.js';
import { declared, type Module } from '../modules/module.js';
import { trainSettings } from '../recipes/train-settings.js';

/** What a search may change, by name, and whether it takes whole numbers only. */
export type Targets = ReadonlyMap<string, { readonly integer: boolean }>;

/** Settings of a recipe that are whole numbers. */
const wholeSettings: ReadonlySet<string> = new Set(['batch', 'accumulate', 'epochs', 'steps', 'seed']);

const calleeOf = (statements: readonly SettingStatement[], key: string): string | undefined => {
  const setting = statements.find(
    (statement) => statement.kind === 'setting' && statement.key.map(({ name }) => name).join('.') === key,
  );
  const value: Expression | undefined = setting?.kind === 'setting' ? setting.value : undefined;
  const callee = value?.kind === 'call' ? value.callee : value;
  return callee?.kind === 'identifier' ? callee.name : undefined;
};

/** The settings of a recipe, and the parameters of its model, its data and its optimizer. */
export const targetsOf = (
  session: Session,
  statements: readonly SettingStatement[],
  module: Module,
): Targets => {
  const named = (kind: 'model' | 'data'): readonly Parameter[] => {
    const name = calleeOf(statements, kind);
    const found = name === undefined ? undefined : declared(module, kind, name);
    return found?.declaration.parameters ?? [];
  };
  const optimizer = calleeOf(statements, 'optimizer');
  const options: OptionTable =
    (optimizer === undefined ? undefined : session.catalog.get('optimizer', optimizer)?.options) ?? {};
  return new Map([
    ...(['model', 'data'] as const).flatMap((kind) =>
      named(kind).map(
        ({ name, type }) =>
          [`${kind}.${name.name}`, { integer: type?.name === 'int' && !type.list }] as const,
      ),
    ),
    ...Object.entries(options).map(
      ([name, { type }]) => [`optimizer.${name}`, { integer: type === 'int' }] as const,
    ),
    ...trainSettings.once.map((name) => [name, { integer: wholeSettings.has(name) }] as const),
  ]);
};
