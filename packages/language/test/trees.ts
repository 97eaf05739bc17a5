import fc from 'fast-check';
import type {
  Argument,
  Binary,
  BinaryOperator,
  Body,
  Expression,
  FunctionDeclaration,
  Identifier,
  Item,
  Module,
  NumberLiteral,
  Parameter,
  SettingStatement,
  ShapeExpression,
  ShapeItem,
  Statement,
  StringLiteral,
} from '@neurite/language';

// Random syntax trees, as the parser makes them: operands that need parentheses have them. Spans all point to nowhere.

const nowhere = { offset: 0, line: 1, column: 1 };
const span = { source: 'random.nn', start: nowhere, end: nowhere };

const plainNames = [
  'x',
  'dense',
  'batch_norm',
  'h1',
  'ResNet18',
  'α',
  'größe',
  '入力',
  '__proto__',
  'constructor',
  '_',
];
const contextual = [
  'model',
  'data',
  'train',
  'block',
  'use',
  'field',
  'group',
  'steps',
  'epochs',
  'rounds',
  'min',
  'then',
  'on',
  'as',
  'in',
  'from',
  'into',
  'because',
];
const prefixes = [
  'if',
  'repeat',
  'not',
  'and',
  'or',
  'mod',
  'else',
  'input',
  'output',
  'param',
  'noise',
  'expect',
  'load',
];

const identifier = (name: string): Identifier => ({ kind: 'identifier', name, span });
const plain = fc.constantFrom(...plainNames).map(identifier);
/** A name where only a name can stand. */
const anyName = fc.constantFrom(...plainNames, ...contextual, ...prefixes).map(identifier);
/** A name inside an expression: a word such as `if` would be a keyword before a bracket. */
const valueName = fc.constantFrom(...plainNames, ...contextual.slice(0, 11)).map(identifier);

const number: fc.Arbitrary<NumberLiteral> = fc.oneof(
  fc
    .nat({ max: 1_000_000 })
    .map((value): NumberLiteral => ({ kind: 'number', value, text: String(value), span })),
  fc.constantFrom<NumberLiteral>(
    { kind: 'number', value: 1_000_000, text: '1_000_000', span },
    { kind: 'number', value: 1e-3, text: '1e-3', span },
    { kind: 'number', value: 0.1, text: '10%', suffix: '%', span },
    { kind: 'number', value: 0.1, text: '0.1x', suffix: 'x', span },
    { kind: 'number', value: 500, text: '500', unit: 'steps', span },
    { kind: 'number', value: 2, text: '2', unit: 'min', span },
  ),
);
const string: fc.Arbitrary<StringLiteral> = fc
  .oneof(
    fc.string({ maxLength: 12 }),
    fc.string({ unit: 'binary', maxLength: 6 }),
    fc.constantFrom('**.kernel', 'a\n"b"\\\t'),
  )
  .map((value) => ({ kind: 'string', value, span }));
const word = fc.constantFrom(true, false, null).map((value): Expression => ({ kind: 'word', value, span }));

const strengths: readonly (readonly [number, readonly BinaryOperator[]])[] = [
  [1, ['or']],
  [2, ['and']],
  [4, ['==', '!=', '<', '<=', '>', '>=']],
  [5, ['+', '-']],
  [6, ['*', '/', '//', 'mod', '@']],
];
const strengthOf = (node: Expression): number => {
  if (node.kind === 'unary') return node.operator === 'not' ? 3 : 7;
  if (node.kind === 'binary')
    return node.operator === '^'
      ? 8
      : strengths.find(([, operators]) => operators.includes(node.operator))![0];
  return ['range', 'pipe', 'named', 'then', 'on'].includes(node.kind) ? 0 : 9;
};
/** The node, in parentheses where it binds less than `least`. */
const atLeast = (least: number, value: Expression): Expression =>
  strengthOf(value) >= least ? value : { kind: 'parenthesized', value, span };

const optional = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(arbitrary, { nil: undefined });
const few = <T>(arbitrary: fc.Arbitrary<T>, min = 0): fc.Arbitrary<T[]> =>
  fc.array(arbitrary, { minLength: min, maxLength: 3 });
/** Leaves out what is undefined, as the parser does. */
const made = <T>(node: T): T =>
  Object.fromEntries(Object.entries(node as object).filter(([, value]) => value !== undefined)) as T;

const binaryOf = (left: Expression, right: Expression, operator: BinaryOperator): Binary => {
  const strength = operator === '^' ? 8 : strengths.find(([, operators]) => operators.includes(operator))![0];
  // Comparisons do not chain; `^` groups to the right.
  const leftLeast = operator === '^' || strength === 4 ? strength + 1 : strength;
  const rightLeast = operator === '^' ? strength : strength + 1;
  return {
    kind: 'binary',
    operator,
    left: atLeast(leftLeast, left),
    right: atLeast(rightLeast, right),
    operatorSpan: span,
    span,
  };
};
const operators = fc.constantFrom<BinaryOperator>('^', ...strengths.flatMap(([, list]) => list));

const { expression, body, shape, settings } = fc.letrec<{
  expression: Expression;
  step: Expression;
  postfix: Expression;
  argument: Argument;
  indexItem: Expression;
  shape: ShapeExpression;
  shapeItem: ShapeItem;
  body: Body;
  statement: Statement;
  settings: SettingStatement[];
  setting: SettingStatement;
}>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    { arbitrary: valueName, weight: 3 },
    number,
    string,
    word,
    { arbitrary: tie('postfix'), weight: 3 },
    fc
      .tuple(tie('expression'), tie('expression'), operators)
      .map(([a, b, operator]): Expression => binaryOf(a, b, operator)),
    fc
      .tuple(fc.constantFrom('-' as const, '+' as const), tie('expression'))
      .map(([operator, a]): Expression => ({ kind: 'unary', operator, operand: atLeast(7, a), span })),
    tie('expression').map((a): Expression => ({
      kind: 'unary',
      operator: 'not',
      operand: atLeast(3, a),
      span,
    })),
    tie('expression').map((value): Expression => ({ kind: 'parenthesized', value, span })),
    few(tie('expression')).map((items): Expression => ({ kind: 'list', items, span })),
    few(tie('shapeItem')).map((items): Expression => ({
      kind: 'shape',
      items: [{ kind: 'pack', span }, ...items],
      span,
    })),
    fc
      .array(tie('step'), { minLength: 2, maxLength: 4 })
      .map((steps): Expression => ({ kind: 'pipe', steps, span })),
    fc
      .tuple(tie('expression'), tie('expression'))
      .map(([from, to]): Expression => ({ kind: 'range', from: atLeast(1, from), to: atLeast(1, to), span })),
    fc
      .tuple(tie('expression'), anyName)
      .map(([value, name]): Expression => ({ kind: 'named', value: atLeast(1, value), name, span })),
    fc.tuple(tie('expression'), tie('expression')).map(([first, second]): Expression => ({
      kind: 'then',
      first: atLeast(1, first),
      second: atLeast(1, second),
      span,
    })),
    fc
      .tuple(tie('expression'), string)
      .map(([value, target]): Expression => ({ kind: 'on', value: atLeast(1, value), target, span })),
    fc
      .tuple(tie('expression'), tie('body'), optional(tie('body')))
      .map(([condition, then, otherwise]): Expression =>
        made({ kind: 'if', condition, then, else: otherwise, span }),
      ),
    fc
      .tuple(optional(plain), tie('expression'), tie('body'))
      .map(([variable, over, inner]): Expression =>
        made({ kind: 'repeat', variable, over, body: inner, span }),
      ),
  ),
  // In a pipe an operator needs parentheses, and so does another pipe.
  step: fc.oneof(
    tie('expression').map((value) => atLeast(9, value)),
    fc
      .tuple(tie('expression'), anyName)
      .map(([value, name]): Expression => ({ kind: 'named', value: atLeast(9, value), name, span })),
  ),
  postfix: fc.oneof(
    { maxDepth: 3 },
    fc
      .tuple(fc.oneof(plain, tie('postfix')), anyName)
      .map(([object, name]): Expression => ({ kind: 'member', object, name, span })),
    fc
      .tuple(fc.oneof(plain, tie('postfix')), few(tie('argument')))
      .map(([callee, list]): Expression => ({ kind: 'call', callee, arguments: list, span })),
    fc
      .tuple(fc.oneof(plain, tie('postfix')), few(tie('indexItem'), 1))
      .map(([object, items]): Expression => ({ kind: 'index', object, items, span })),
  ),
  argument: fc
    .tuple(optional(anyName), tie('expression'))
    .map(([name, value]) => made({ kind: 'argument' as const, name, value, span })),
  indexItem: fc.oneof(
    tie('expression'),
    fc.constant<Expression>({ kind: 'range', span }),
    tie('expression').map((from): Expression => ({ kind: 'range', from: atLeast(1, from), span })),
    tie('expression').map((to): Expression => ({ kind: 'range', to: atLeast(1, to), span })),
  ),
  shape: fc
    .tuple(optional(plain), few(tie('shapeItem')))
    .map(([dtype, items]) => made({ kind: 'shape' as const, dtype, items, span })),
  shapeItem: fc.oneof(
    tie('expression').map((value): ShapeItem => ({ kind: 'dimension', value, span })),
    fc.constant<ShapeItem>({ kind: 'pack', span }),
    tie('expression').map((value): ShapeItem => ({ kind: 'pack', value: atLeast(1, value), span })),
  ),
  // Without newlines a value directly behind a statement would continue it: only a name can follow.
  body: fc
    .tuple(few(tie('statement')), optional(fc.tuple(plain, few(tie('step')))))
    .map(([statements, last]) => ({
      kind: 'body' as const,
      statements: [
        ...statements,
        ...(last
          ? [
              {
                kind: 'expression-statement' as const,
                value:
                  last[1].length > 0
                    ? { kind: 'pipe' as const, steps: [last[0], ...last[1]], span }
                    : last[0],
                span,
              },
            ]
          : []),
      ],
      span,
    })),
  statement: fc.oneof(
    fc
      .tuple(anyName, optional(tie('shape')), optional(tie('expression')))
      .map(([name, annotation, value]): Statement =>
        made({ kind: 'input', name, shape: annotation, value, span }),
      ),
    fc
      .tuple(anyName, optional(tie('shape')), tie('expression'))
      .map(([name, annotation, value]): Statement =>
        made({ kind: 'output', name, shape: annotation, value, span }),
      ),
    tie('expression').map((value): Statement => ({ kind: 'output', value, span })),
    fc
      .tuple(anyName, optional(tie('shape')), tie('expression'))
      .map(([name, annotation, value]): Statement =>
        made({ kind: 'binding', name, shape: annotation, value, span }),
      ),
    fc
      .tuple(
        fc.constantFrom('param' as const, 'noise' as const),
        anyName,
        tie('shape'),
        optional(tie('expression')),
      )
      .map(([keyword, name, annotation, value]): Statement =>
        made({ kind: 'param', keyword, name, shape: annotation, value, span }),
      ),
    tie('expression').map((condition): Statement => ({ kind: 'expect', condition, span })),
    fc
      .tuple(string, tie('expression'), tie('settings'))
      .map(([file, into, list]): Statement => ({ kind: 'load', file, into, settings: list, span })),
  ),
  settings: few(tie('setting')),
  setting: fc.oneof(
    { maxDepth: 3 },
    fc
      .tuple(few(anyName, 1), tie('expression'))
      .map(([key, value]): SettingStatement => ({ kind: 'setting', key, value, span })),
    fc
      .tuple(few(anyName, 1), tie('expression'))
      .map(([key, value]): SettingStatement => ({ kind: 'distribution', key, value, span })),
    fc
      .tuple(fc.constantFrom('field' as const, 'augment' as const), anyName, tie('expression'))
      .map(([keyword, name, value]): SettingStatement => ({ kind: 'field', keyword, name, value, span })),
    fc
      .tuple(anyName, optional(string), optional(string))
      .map(([rule, on, because]): SettingStatement => made({ kind: 'allow', rule, on, because, span })),
    fc.constant<SettingStatement>({
      kind: 'setting',
      key: [identifier('decoders'), identifier('into')],
      words: true,
      value: { kind: 'string', value: 'decode', span },
      span,
    }),
    fc
      .tuple(string, tie('settings'))
      .map(([glob, list]): SettingStatement => ({ kind: 'group', glob, settings: list, span })),
    fc
      .tuple(anyName, tie('settings'))
      .map(([name, list]): SettingStatement => ({ kind: 'phase', name, settings: list, span })),
    fc
      .tuple(plain, optional(tie('expression')), tie('settings'))
      .map(([key, value, list]): SettingStatement =>
        made({ kind: 'setting', key: [key], value, settings: list, span }),
      ),
  ),
}));

const parameter: fc.Arbitrary<Parameter> = fc
  .tuple(
    anyName,
    optional(fc.tuple(fc.constantFrom('int', 'float', 'layer', 'param'), fc.boolean())),
    optional(expression),
  )
  .map(([name, type, value]) =>
    made({
      kind: 'parameter' as const,
      name,
      type: type && { kind: 'parameter-type' as const, name: type[0], list: type[1], span },
      value,
      span,
    }),
  );

const item: fc.Arbitrary<Item> = fc.oneof(
  fc.tuple(few(anyName), string).map(([names, from]): Item => ({ kind: 'import', names, from, span })),
  string.map((text): Item => ({ kind: 'use', package: text, span })),
  fc
    .tuple(fc.constantFrom('model' as const, 'block' as const), anyName, few(parameter), body)
    .map(([keyword, name, parameters, inner]): Item => ({
      kind: 'model',
      keyword,
      name,
      parameters,
      body: inner,
      span,
    })),
  fc
    .tuple(anyName, few(parameter), few(parameter), expression)
    .map(([name, inputs, options, value]): FunctionDeclaration => ({
      kind: 'function',
      name,
      inputs,
      options,
      value,
      span,
    })),
  fc
    .tuple(anyName, few(parameter), settings)
    .map(([name, parameters, list]): Item => ({ kind: 'data', name, parameters, settings: list, span })),
  fc
    .tuple(
      fc.constantFrom('train' as const, 'pretrain' as const, 'search' as const, 'ensemble' as const),
      anyName,
      optional(anyName),
      settings,
    )
    .map(([keyword, name, from, list]): Item =>
      made({ kind: 'settings', keyword, name, from, settings: list, span }),
    ),
);

export const modules: fc.Arbitrary<Module> = fc
  .array(item, { maxLength: 4 })
  .map((items) => ({ kind: 'module', items, comments: [], span }));
export const shapes = shape;

/** A tree without its places, comparable with another. */
export const withoutSpans = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withoutSpans);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(
        ([key]) => key !== 'span' && key !== 'operatorSpan' && key !== 'parentheses' && key !== 'braces',
      )
      .map(([key, part]) => [key, withoutSpans(part)]),
  );
};
