import type { Position, Span } from '@neurite/contract';
import type { Argument, Expression, Identifier } from '../tree/tree.js';
import { isStatementStart, valueStarts } from '../tokens/classes.js';
import { kinds } from '../tokens/kinds.js';
import type { Token } from '../tokens/token.js';
import type { Engine } from './engine.js';
import { equalsForColon } from './equals.js';
import { separated } from './lists.js';
import { bareOperator, mixedArrowFixes } from './mixed-arrow.js';
import { binaryOperators, foldOperators, type Part } from './operators.js';
import type { Rules } from './rules.js';
import { takeString } from './strings.js';

/** Everything that has a value: from schedules joined by `then` down to names and numbers. */
export const defineExpressions = (engine: Engine, rules: Rules): void => {
  const { kindsOfBinary, kindsOfPrefix } = operatorAlternatives(engine);

  // expression = targeted { "then" targeted }
  rules.expression = engine.rule('expression', () => {
    let value = engine.call(1, targeted);
    engine.repeated(1, () => {
      engine.take(1, kinds.then);
      const first = value;
      const second = engine.call(2, targeted);
      value = engine.build(() => ({
        kind: 'then',
        first,
        second,
        span: engine.between(first.span, second.span),
      }));
    });
    return value;
  });

  // targeted = pipe [ "on" string ]
  const targeted = engine.rule('targeted', (): Expression => {
    const value = engine.call(1, pipe);
    return (
      engine.maybe(1, (): Expression => {
        engine.take(1, kinds.on);
        const target = takeString(engine, 1);
        return engine.build(() => ({
          kind: 'on',
          value,
          target,
          span: engine.between(value.span, target.span),
        }));
      }) ?? value
    );
  });

  // pipe = step { "->" step }
  const pipe = engine.rule('pipe', (): Expression => {
    const first = engine.call(1, step);
    if (!engine.RECORDING_PHASE && !engine.at(kinds.arrow)) return first;
    const steps = [first];
    engine.repeated(1, () => {
      engine.take(1, kinds.arrow);
      steps.push(engine.call(2, step));
    });
    return engine.build(() => {
      const operator = steps.map(bareOperator).find((found) => found !== undefined);
      const span = engine.between(first.span, steps.at(-1)!.span);
      if (operator)
        engine.mistake('mixed-arrow', { operator: operator.image }, span, { fixes: mixedArrowFixes(steps) });
      return { kind: 'pipe', steps, span };
    });
  });

  // step = range [ "as" name ]
  const step = engine.rule('step', (): Expression => {
    const value = engine.call(1, range);
    return (
      engine.maybe(1, (): Expression => {
        engine.take(1, kinds.as);
        const name = engine.takeName(1);
        return engine.build(() => ({
          kind: 'named',
          value,
          name,
          span: engine.between(value.span, name.span),
        }));
      }) ?? value
    );
  });

  // range = operation [ ".." [ operation ] ] | ".." [ operation ]
  const rangeAlternatives = [
    {
      ALT: (): Expression => {
        const from = engine.call(1, rules.operation);
        return (
          engine.maybe(1, (): Expression => {
            const dots = engine.take(1, kinds.range);
            const to = engine.maybe(2, () => engine.call(2, rules.operation));
            return engine.build(() => ({
              kind: 'range',
              from,
              ...(to ? { to } : {}),
              span: engine.between(from.span, to?.span ?? dots),
            }));
          }) ?? from
        );
      },
    },
    {
      ALT: (): Expression => {
        const dots = engine.take(2, kinds.range);
        const to = engine.maybe(3, () => engine.call(3, rules.operation));
        return engine.build(() => ({
          kind: 'range',
          ...(to ? { to } : {}),
          span: engine.between(dots, to?.span ?? dots),
        }));
      },
    },
  ];
  const range = engine.rule('rangeExpression', () => {
    if (!engine.RECORDING_PHASE && !valueStarts.has(engine.peek().tokenType)) return missing(engine);
    return engine.choose(1, rangeAlternatives);
  });

  // operation = { prefix } operand { binary { prefix } operand }
  rules.operation = engine.rule('operation', (): Expression => {
    const parts: Part[] = [];
    engine.repeated(1, () => parts.push(engine.choose(1, kindsOfPrefix[0]!)));
    parts.push(engine.call(1, rules.operand));
    engine.repeated(2, () => {
      parts.push(engine.choose(2, kindsOfBinary));
      engine.repeated(3, () => parts.push(engine.choose(3, kindsOfPrefix[1]!)));
      parts.push(engine.call(2, rules.operand));
    });
    if (parts.length === 1) return parts[0] as Expression;
    return engine.build(() =>
      foldOperators(
        parts,
        (from, to) => engine.between(from, to),
        (first, second) =>
          engine.mistake('chained-comparison', { first: first.image, second: second.image }, second),
      ),
    );
  });

  const operandAlternatives = [
    { ALT: (): Expression => engine.call(1, postfix) },
    { ALT: (): Expression => engine.call(1, rules.ifExpression) },
    { ALT: (): Expression => engine.call(1, rules.repeatExpression) },
  ];
  rules.operand = engine.rule('operand', (): Expression => {
    if (!engine.RECORDING_PHASE && !startsOperand(engine)) return missing(engine);
    return engine.choose(1, operandAlternatives);
  });

  // postfix = primary { "." name | "(" arguments ")" | "[" items "]" }
  const suffixAlternatives = [
    {
      ALT: (): Suffix => {
        engine.take(1, kinds.dot);
        const name = engine.takeName(1);
        return engine.build(() => ({ kind: 'member', name, end: name.span.end }));
      },
    },
    {
      ALT: (): Suffix => {
        const contents = () =>
          separated(engine, 1, rules.argument, { starts: valueStarts, what: 'arguments' });
        const list = engine.bracketed(1, kinds.parenthesis, contents, { hollow: () => [] })!;
        return engine.build(() => ({ kind: 'call', arguments: list.value, end: list.close.end }));
      },
    },
    {
      ALT: (): Suffix => {
        const contents = () =>
          separated(engine, 2, rules.expression, { starts: valueStarts, what: 'indices' });
        const list = engine.bracketed(2, kinds.bracket, contents, { hollow: () => [] })!;
        return engine.build(() => ({ kind: 'index', items: list.value, end: list.close.end }));
      },
    },
  ];
  const postfix = engine.rule('postfix', (): Expression => {
    let value = engine.call(1, rules.primary);
    engine.repeated(1, () => {
      const suffix = engine.choose(1, suffixAlternatives);
      value = engine.build(() => suffixed(value, suffix, engine.span(value.span.start, suffix.end)));
    });
    return value;
  });

  // argument = [ name ":" ] expression
  rules.argument = engine.rule('argument', (): Argument => {
    const named =
      !engine.RECORDING_PHASE &&
      engine.at(kinds.name) &&
      (engine.at(kinds.colon, 2) || engine.at(kinds.equals, 2));
    const name =
      named || engine.RECORDING_PHASE
        ? engine.maybe(1, () => {
            const identifier = engine.takeName(1);
            if (!engine.RECORDING_PHASE && engine.at(kinds.equals))
              equalsForColon(engine, identifier.name, 'Options');
            else engine.take(1, kinds.colon);
            return identifier;
          })
        : undefined;
    const value = engine.call(1, rules.expression);
    return engine.build(() => ({
      kind: 'argument',
      ...(name ? { name } : {}),
      value,
      span: engine.between(name?.span ?? value.span, value.span),
    }));
  });
};

/** What stands behind a value and belongs to it. */
type Suffix =
  | { readonly kind: 'member'; readonly name: Identifier; readonly end: Position }
  | { readonly kind: 'call'; readonly arguments: readonly Argument[]; readonly end: Position }
  | { readonly kind: 'index'; readonly items: readonly Expression[]; readonly end: Position };

const suffixed = (value: Expression, suffix: Suffix, span: Span): Expression => {
  switch (suffix.kind) {
    case 'member':
      return { kind: 'member', object: value, name: suffix.name, span };
    case 'call':
      return { kind: 'call', callee: value, arguments: suffix.arguments, span };
    case 'index':
      return { kind: 'index', object: value, items: suffix.items, span };
    default:
      return suffix satisfies never;
  }
};

/** Whether an operand stands here: `name =` and `name:` at the start of a line begin a statement, so that the operand is missing. */
const startsOperand = (engine: Engine): boolean =>
  operandStarts.has(engine.peek().tokenType) &&
  !(engine.at(kinds.name) && isStatementStart(engine.peek(), engine.peek(2)));
const operandStarts = new Set(
  [...valueStarts].filter(
    (kind) => kind !== kinds.minus && kind !== kinds.plus && kind !== kinds.not && kind !== kinds.range,
  ),
);

const missing = (engine: Engine): Expression => {
  engine.missingValue();
  const end = engine.lastEnd();
  return { kind: 'missing', span: engine.span(end, end) };
};

const operatorAlternatives = (engine: Engine) => {
  const alternatives = (operators: Iterable<Token['tokenType']>, index: number) =>
    [...operators].map((kind) => ({ ALT: (): Token => engine.take(index, kind) }));
  const prefixes = [kinds.minus, kinds.plus, kinds.not];
  return {
    kindsOfPrefix: [alternatives(prefixes, 1), alternatives(prefixes, 3)],
    kindsOfBinary: alternatives(binaryOperators.keys(), 2),
  };
};
