import { kinds } from '../tokens/kinds.js';
import { valueStarts } from '../tokens/classes.js';
import type { Token } from '../tokens/token.js';
import type { Expression, List, NumberLiteral, ShapeExpression, ShapeItem } from '../tree/tree.js';
import type { Engine } from './engine.js';
import { comparedByEquals } from './equals.js';
import { separated } from './lists.js';
import type { Rules } from './rules.js';
import { takeString } from './strings.js';

/** What may open an item of a list or of an index: a value or a rank pack. */
const itemStarts = new Set([...valueStarts, kinds.pack]);

/** What an expression is made of in the end: names, numbers, texts, words, and what stands in brackets; and shapes. */
export const definePrimaries = (engine: Engine, rules: Rules): void => {
  const words = [
    { ALT: (): Token => engine.take(1, kinds.true) },
    { ALT: (): Token => engine.take(1, kinds.false) },
    { ALT: (): Token => engine.take(1, kinds.none) },
  ];
  const word = engine.rule('word', (): Expression => {
    const token = engine.choose(1, words);
    return engine.build(() => {
      const type = token.tokenType;
      // Stands for what was cut from a text that nests too deep.
      if (token.synthetic) return { kind: 'missing', span: engine.between(token, token) };
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
  rules.primary = engine.rule('primary', () => engine.choose(1, primaryAlternatives));

  // number = digits [ "%" | "x" ] [ unit ]
  const number = engine.rule('numberLiteral', (): NumberLiteral => {
    const token = engine.take(1, kinds.number);
    const unit = engine.maybe(1, () => engine.take(1, kinds.unit));
    return engine.build(() => numberLiteral(engine, token, unit));
  });

  const parenthesized = engine.rule('parenthesized', (): Expression => {
    const contents = () => comparedByEquals(engine, rules, engine.call(1, rules.expression));
    const pair = engine.bracketed(1, kinds.parenthesis, contents, { hollow: () => ({}) as Expression })!;
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
    const contents = (): ListContents => {
      const items = separated(engine, 1, rules.listItem, { starts: itemStarts, what: 'items' });
      return items.some((item) => item?.kind === 'pack')
        ? { kind: 'shape', items }
        : { kind: 'list', items: items.map((item) => item?.value as Expression) };
    };
    const pair = engine.bracketed(1, kinds.bracket, contents, { hollow: () => ({}) as ListContents })!;
    // The same object: it may be filled later.
    return engine.build(() => Object.assign(pair.value, { span: engine.between(pair.open, pair.close) }));
  });

  // shape = [ name ] "[" items "]"
  rules.shape = engine.rule('shape', (): ShapeExpression => {
    const start = engine.peek();
    const dtype = engine.maybe(1, () => engine.takeName(1));
    const contents = () => separated(engine, 1, rules.listItem, { starts: itemStarts, what: 'dimensions' });
    const expected = dtype ? '"["' : 'a shape such as [28, 28, 1]';
    const pair = engine.bracketed(1, kinds.bracket, contents, { hollow: () => [], expected });
    return engine.build(() => ({
      kind: 'shape',
      ...(dtype ? { dtype } : {}),
      items: pair?.value ?? [],
      span: pair
        ? engine.between(start, pair.close)
        : (dtype?.span ?? engine.span(engine.lastEnd(), engine.lastEnd())),
    }));
  });
};

type ListContents =
  | { readonly kind: 'list'; readonly items: readonly Expression[] }
  | { readonly kind: 'shape'; readonly items: readonly ShapeItem[] };

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
