import type {
  Argument,
  Expression,
  If,
  List,
  NumberLiteral,
  Repeat,
  ShapeExpression,
  ShapeItem,
  StringLiteral,
} from '../tree/tree.js';
import { valueStarts } from '../tokens/classes.js';
import { kinds } from '../tokens/kinds.js';
import type { Token } from '../tokens/token.js';
import { describe } from './describe.js';
import type { Engine } from './engine.js';
import { bareOperator, mixedArrowFixes } from './mixed-arrow.js';
import { binaryOperators, foldOperators, type Part } from './operators.js';
import type { Rules } from './rules.js';

/** What may open an item of a list or of an index: a value or a rank pack. */
const itemStarts = new Set([...valueStarts, kinds.pack]);

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
    { ALT: (): Expression => engine.call(1, ifExpression) },
    { ALT: (): Expression => engine.call(1, repeatExpression) },
  ];
  rules.operand = engine.rule('operand', (): Expression => {
    if (!engine.RECORDING_PHASE && !startsOperand(engine.peek())) return missing(engine);
    return engine.choose(1, operandAlternatives);
  });

  // postfix = primary { "." name | "(" arguments ")" | "[" items "]" }
  const postfix = engine.rule('postfix', (): Expression => {
    let value = engine.call(1, primary);
    engine.repeated(1, () => {
      const object = value;
      value = engine.choose(1, [
        {
          ALT: (): Expression => {
            engine.take(1, kinds.dot);
            const name = engine.takeName(1);
            return engine.build(() => ({
              kind: 'member',
              object,
              name,
              span: engine.between(object.span, name.span),
            }));
          },
        },
        {
          ALT: (): Expression => {
            const list = engine.bracketed(1, kinds.parenthesis, () =>
              engine.separated(1, rules.argument, { starts: valueStarts, what: 'arguments' }),
            )!;
            return engine.build(() => ({
              kind: 'call',
              callee: object,
              arguments: list.value,
              span: engine.between(object.span, list.close),
            }));
          },
        },
        {
          ALT: (): Expression => {
            const list = engine.bracketed(2, kinds.bracket, () =>
              engine.separated(2, rules.expression, { starts: valueStarts, what: 'indices' }),
            )!;
            return engine.build(() => ({
              kind: 'index',
              object,
              items: list.value,
              span: engine.between(object.span, list.close),
            }));
          },
        },
      ]);
    });
    return value;
  });

  // argument = [ name ":" ] expression
  rules.argument = engine.rule('argument', (): Argument => {
    const start = engine.peek();
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
      span: engine.between(start, value.span),
    }));
  });

  const words = [
    { ALT: (): Token => engine.take(1, kinds.true) },
    { ALT: (): Token => engine.take(1, kinds.false) },
    { ALT: (): Token => engine.take(1, kinds.none) },
  ];
  const word = engine.rule('word', (): Expression => {
    const token = engine.choose(1, words);
    return engine.build(() => {
      const type = token.tokenType;
      return {
        kind: 'word',
        value: type === kinds.none ? null : type === kinds.true,
        span: engine.between(token, token),
      };
    });
  });

  const primaryAlternatives = [
    { ALT: (): Expression => engine.takeName(1) },
    { ALT: (): Expression => engine.call(1, number) },
    { ALT: (): Expression => takeString(engine, 1) },
    { ALT: (): Expression => engine.call(1, word) },
    { ALT: (): Expression => engine.call(1, parenthesized) },
    { ALT: (): Expression => engine.call(1, list) },
  ];
  const primary = engine.rule('primary', () => engine.choose(1, primaryAlternatives));

  // number = digits [ "%" | "x" ] [ unit ]
  const number = engine.rule('numberLiteral', (): NumberLiteral => {
    const token = engine.take(1, kinds.number);
    const unit = engine.maybe(1, () => engine.take(1, kinds.unit));
    return engine.build(() => numberLiteral(engine, token, unit));
  });

  const parenthesized = engine.rule('parenthesized', (): Expression => {
    const pair = engine.bracketed(1, kinds.parenthesis, () => engine.call(1, rules.expression))!;
    return engine.build(() => ({
      kind: 'parenthesized',
      value: pair.value,
      span: engine.between(pair.open, pair.close),
    }));
  });

  // listItem = expression | "..." [ expression ]
  const packAlternatives = [
    {
      ALT: (): ShapeItem => {
        const dots = engine.take(1, kinds.pack);
        const value = engine.maybe(1, () => engine.call(1, rules.operation));
        return engine.build(() => ({
          kind: 'pack',
          ...(value ? { value } : {}),
          span: engine.between(dots, value?.span ?? dots),
        }));
      },
    },
    {
      ALT: (): ShapeItem => {
        const value = engine.call(2, rules.expression);
        return engine.build(() => ({ kind: 'dimension', value, span: value.span }));
      },
    },
  ];
  rules.listItem = engine.rule('listItem', () => engine.choose(1, packAlternatives));

  // A list with a rank pack in it is a shape.
  const list = engine.rule('list', (): List | ShapeExpression => {
    const pair = engine.bracketed(1, kinds.bracket, () =>
      engine.separated(1, rules.listItem, { starts: itemStarts, what: 'items' }),
    )!;
    return engine.build(() => {
      const span = engine.between(pair.open, pair.close);
      const items = pair.value;
      return items.some(({ kind }) => kind === 'pack')
        ? { kind: 'shape', items, span }
        : { kind: 'list', items: items.map(({ value }) => value!), span };
    });
  });

  // shape = [ name ] "[" items "]"
  rules.shape = engine.rule('shape', (): ShapeExpression => {
    const start = engine.peek();
    const dtype = engine.maybe(1, () => engine.takeName(1));
    const pair = engine.bracketed(1, kinds.bracket, () =>
      engine.separated(1, rules.listItem, { starts: itemStarts, what: 'dimensions' }),
    );
    return engine.build(() => ({
      kind: 'shape',
      ...(dtype ? { dtype } : {}),
      items: pair?.value ?? [],
      span: pair
        ? engine.between(start, pair.close)
        : (dtype?.span ?? engine.span(engine.lastEnd(), engine.lastEnd())),
    }));
  });

  // if = "if" expression body [ "else" ( body | if ) ]
  const ifExpression = engine.rule('ifExpression', (): If => {
    const start = engine.take(1, kinds.if);
    const condition = engine.call(1, rules.expression);
    const then = engine.call(1, rules.body);
    const otherwise = engine.maybe(1, () => {
      engine.take(1, kinds.else);
      return engine.choose(1, [
        { ALT: () => engine.call(2, rules.body) },
        {
          ALT: () => {
            const nested = engine.call(1, ifExpression);
            return engine.build(() => ({
              kind: 'body' as const,
              statements: [{ kind: 'expression-statement' as const, value: nested, span: nested.span }],
              span: nested.span,
            }));
          },
        },
      ]);
    });
    return engine.build(() => ({
      kind: 'if',
      condition,
      then,
      ...(otherwise ? { else: otherwise } : {}),
      span: engine.between(start, otherwise?.span ?? then.span),
    }));
  });

  // repeat = "repeat" [ name "in" ] expression body
  const repeatExpression = engine.rule('repeatExpression', (): Repeat => {
    const start = engine.take(1, kinds.repeat);
    const counted = !engine.RECORDING_PHASE && !(engine.at(kinds.name) && engine.at(kinds.in, 2));
    const variable = counted
      ? undefined
      : engine.maybe(1, () => {
          const name = engine.takeName(1);
          engine.take(1, kinds.in);
          return name;
        });
    const over = engine.call(1, rules.expression);
    const body = engine.call(1, rules.body);
    return engine.build(() => ({
      kind: 'repeat',
      ...(variable ? { variable } : {}),
      over,
      body,
      span: engine.between(start, body.span),
    }));
  });
};

/** A text in double quotes. */
export const takeString = (engine: Engine, index: number): StringLiteral => {
  const token = engine.take(index, kinds.string);
  return engine.build(() => ({
    kind: 'string',
    value: (token.value as string | undefined) ?? '',
    span: engine.between(token, token),
  }));
};

/** Reads the `=` that stands where a colon belongs. */
export const equalsForColon = (engine: Engine, key: string, what: string): void => {
  const found = engine.peek();
  const fixes = [{ title: 'Write a colon', edits: [{ span: engine.between(found, found), text: ':' }] }];
  engine.mistake('equals-for-colon', { key, what }, found, { fixes });
  engine.consumeToken();
};

const startsOperand = (token: Token): boolean => operandStarts.has(token.tokenType);
const operandStarts = new Set(
  [...valueStarts].filter(
    (kind) => kind !== kinds.minus && kind !== kinds.plus && kind !== kinds.not && kind !== kinds.range,
  ),
);

const missing = (engine: Engine): Expression => {
  if (!engine.foreignComment())
    engine.mistake('missing-value', { found: describe(engine.peek()), ...engine.after() }, engine.gap());
  const end = engine.lastEnd();
  return { kind: 'missing', span: engine.span(end, end) };
};

const numberLiteral = (engine: Engine, token: Token, unit: Token | undefined): NumberLiteral => {
  const suffix = token.image.at(-1);
  return {
    kind: 'number',
    value: token.value as number,
    text: token.image,
    ...(suffix === '%' || suffix === 'x' ? { suffix } : {}),
    ...(unit ? { unit: unit.image as NonNullable<NumberLiteral['unit']> } : {}),
    span: engine.between(token, unit ?? token),
  };
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
