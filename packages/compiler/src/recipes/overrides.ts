import type { Span } from '@neurite/contract';
import type { Argument, Call, Expression, Identifier, Setting, SettingStatement } from '@neurite/language';
import { nearest, parseExpression } from '@neurite/language';
import { report } from '../diagnostics.js';
import type { Session } from '../lower/session.js';

/** A setting from outside the text: `--set model.drop=0.5`. */
export interface Override {
  readonly key: string;
  readonly value: string;
}

/** The values of overrides as expressions whose spans say where they come from. Values that cannot be read are reported. */
export const readOverrides = (
  session: Pick<Session, 'diagnostics'>,
  overrides: readonly Override[],
): ReadonlyMap<string, Expression> => {
  const expressions = new Map<string, Expression>();
  for (const { key, value } of overrides) {
    const { value: expression, diagnostics } = parseExpression(value);
    if (diagnostics.length > 0 || expression.kind === 'missing')
      session.diagnostics.push(report('override-value', { key, value }));
    else expressions.set(key, relocated(expression, `--set ${key}`) as Expression);
  }
  return expressions;
};

/** A copy of a tree whose spans name another source. */
const relocated = (node: unknown, source: string): unknown => {
  if (Array.isArray(node)) return node.map((item) => relocated(item, source));
  if (typeof node !== 'object' || node === null) return node;
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) => [
      key,
      key === 'source' && 'start' in node ? source : relocated(value, source),
    ]),
  );
};

/** A copy of a tree that stands at one place as a whole. */
export const placed = (expression: Expression, span: Span): Expression => {
  const copy = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(copy);
    if (typeof node !== 'object' || node === null) return node;
    return Object.fromEntries(
      Object.entries(node).map(([key, value]) => [key, key === 'span' ? span : copy(value)]),
    );
  };
  return copy(expression) as Expression;
};

/** The part of a key after `prefix.`, for each override that begins so. */
const below = (
  overrides: ReadonlyMap<string, Expression>,
  prefix: string,
): readonly (readonly [string, Expression])[] =>
  [...overrides].flatMap(([key, value]) =>
    key.startsWith(`${prefix}.`) ? [[key.slice(prefix.length + 1), value] as const] : [],
  );

const identifier = (name: string, at: Expression): Identifier => ({
  kind: 'identifier',
  name,
  span: at.span,
});

/** A call with arguments replaced or added by name: `model.drop` of `model: Digits(drop: 0.1)`. `order` names positional ones. */
export const overrideCall = (
  expression: Expression,
  setting: string,
  overrides: ReadonlyMap<string, Expression>,
  order: readonly string[],
): Expression => {
  // What this call has no parameter for is meant for another one, or reported as unknown.
  const changes = below(overrides, setting).filter(([name]) => order.includes(name));
  if (changes.length === 0 || (expression.kind !== 'call' && expression.kind !== 'identifier'))
    return expression;
  const call: Call =
    expression.kind === 'call'
      ? expression
      : { kind: 'call', callee: expression, arguments: [], span: expression.span };
  const isChanged = (argument: Argument, index: number): boolean =>
    changes.some(([name]) => name === (argument.name?.name ?? order[index]));
  const kept = call.arguments.map((argument, index): Argument => {
    const name = argument.name?.name ?? order[index];
    // Positional arguments after a replaced one must keep their places.
    return argument.name !== undefined || name === undefined
      ? argument
      : { ...argument, name: identifier(name, argument.value) };
  });
  const added = changes.map(([name, value]): Argument => ({
    kind: 'argument',
    name: identifier(name, value),
    value,
    span: value.span,
  }));
  return {
    ...call,
    arguments: [...kept.filter((_, index) => !isChanged(call.arguments[index]!, index)), ...added],
  };
};

/** Settings with whole values replaced: `epochs=3`, `seed=1`. */
export const overrideSettings = (
  statements: readonly SettingStatement[],
  overrides: ReadonlyMap<string, Expression>,
  names: readonly string[],
): readonly SettingStatement[] => {
  const changed = [...overrides].filter(([key]) => names.includes(key));
  const keyOf = (statement: SettingStatement): string =>
    statement.kind === 'setting' ? statement.key.map((part) => part.name).join('.') : '';
  const kept = statements.filter((statement) => !changed.some(([key]) => key === keyOf(statement)));
  const added = changed.map(([key, value]): Setting => ({
    kind: 'setting',
    key: [identifier(key, value)],
    value,
    span: value.span,
  }));
  return [...kept, ...added];
};

/** Reports overrides that change nothing: their keys are misspelt, or no recipe has them. */
export const reportUnknownOverrides = (
  session: Pick<Session, 'diagnostics'>,
  overrides: ReadonlyMap<string, Expression>,
  known: readonly string[],
): void => {
  for (const [key, value] of overrides) {
    if (known.includes(key)) continue;
    session.diagnostics.push(
      report('unknown-override', { key, known, suggestion: nearest(key, known) }, { span: value.span }),
    );
  }
};
