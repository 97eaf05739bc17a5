import type { TokenType } from 'chevrotain';
import { declarations } from '../tokens/classes.js';
import { keywords } from '../tokens/keywords.js';
import { kinds, type TokenKind } from '../tokens/kinds.js';
import type { Token } from '../tokens/token.js';
import type { Item, Module, Parameter, ParameterType } from '../tree/tree.js';
import { nearest } from '@neurite/contract';
import { describe } from './describe.js';
import type { Engine, Rule } from './engine.js';
import { takeString } from './strings.js';
import { separated } from './lists.js';
import type { Rules } from './rules.js';

const names = new Set<TokenType>([kinds.name]);

/** What stands at the top of a file. */
export const defineItems = (engine: Engine, rules: Rules): void => {
  // module = { item }
  rules.module = engine.rule('module', (): Module => {
    const items: Item[] = [];
    if (engine.RECORDING_PHASE) engine.repeated(1, () => items.push(engine.call(1, rules.item)));
    else readItems(engine, rules, items);
    return engine.build(() => ({
      kind: 'module',
      items,
      comments: [],
      span: engine.span({ offset: 0, line: 1, column: 1 }, engine.lastEnd()),
    }));
  });

  // import = "import" "{" [ name { "," name } ] "}" "from" string
  const importedName = engine.rule('importedName', () => engine.takeName(1));
  const importDeclaration = engine.rule('importDeclaration', (): Item => {
    const start = engine.take(1, kinds.import);
    const pair = engine.bracketed(1, kinds.brace, () =>
      separated(engine, 1, importedName, { starts: names, what: 'names' }),
    );
    engine.take(1, kinds.from);
    const from = takeString(engine, 1);
    return engine.build(() => ({
      kind: 'import',
      names: pair?.value ?? [],
      from,
      span: engine.between(start, from.span),
    }));
  });

  // use = "use" string
  const useDeclaration = engine.rule('useDeclaration', (): Item => {
    const start = engine.take(1, kinds.use);
    const target = takeString(engine, 1);
    return engine.build(() => ({ kind: 'use', package: target, span: engine.between(start, target.span) }));
  });

  // type = name | "[" name "]"
  const typeAlternatives = [
    {
      ALT: (): ParameterType => {
        const name = engine.takeName(1);
        return engine.build(() => ({
          kind: 'parameter-type',
          name: name.name,
          list: false,
          span: name.span,
        }));
      },
    },
    {
      ALT: (): ParameterType => {
        const pair = engine.bracketed(1, kinds.bracket, () => engine.takeName(2))!;
        return engine.build(() => ({
          kind: 'parameter-type',
          name: pair.value.name,
          list: true,
          span: engine.between(pair.open, pair.close),
        }));
      },
    },
  ];
  const type = engine.rule('parameterType', () => {
    if (!engine.RECORDING_PHASE && !engine.at(kinds.bracket)) return typeAlternatives[0]!.ALT();
    return engine.choose(1, typeAlternatives);
  });

  // parameter = name [ ":" type ] [ "=" expression ]
  rules.parameter = engine.rule('parameter', (): Parameter => {
    const name = engine.takeName(1);
    const annotation =
      !engine.RECORDING_PHASE && engine.at(kinds.name) && parameterTypes.has(engine.peek().image)
        ? colonless(engine, name.name, type)
        : engine.maybe(1, () => {
            engine.take(1, kinds.colon);
            return engine.call(1, type);
          });
    const value = engine.maybe(2, () => {
      engine.take(1, kinds.equals);
      return engine.call(1, rules.expression);
    });
    return engine.build(() => ({
      kind: 'parameter',
      name,
      ...(annotation ? { type: annotation } : {}),
      ...(value ? { value } : {}),
      span: engine.between(name.span, value?.span ?? annotation?.span ?? name.span),
    }));
  });

  const parameterList = (index: 1 | 2, end?: TokenKind): Parameter[] =>
    separated(engine, index, rules.parameter, { starts: names, what: 'parameters', ...(end ? { end } : {}) });
  const parameters = () =>
    engine.maybe(1, () => {
      const pair = engine.bracketed(1, kinds.parenthesis, () => parameterList(1))!;
      return engine.build(() => ({
        parameters: pair.value,
        parentheses: engine.between(pair.open, pair.close),
      }));
    });

  // model = ( "model" | "block" ) name [ "(" parameters ")" ] body
  const modelDeclaration = engine.rule('modelDeclaration', (): Item => {
    const start = engine.choose(1, [
      { ALT: () => engine.take(1, kinds.model) },
      { ALT: () => engine.take(1, kinds.block) },
    ]);
    const name = engine.takeName(1);
    const list = parameters();
    const body = engine.call(1, rules.body);
    return engine.build(() => ({
      kind: 'model',
      keyword: start.tokenType === kinds.block ? 'block' : 'model',
      name,
      ...(list ?? { parameters: [] }),
      body,
      ...engine.docAbove(start),
      span: engine.between(start, body.span),
    }));
  });

  // function = "function" name "(" inputs [ ";" options ] ")" "=" expression
  rules.functionDeclaration = engine.rule('functionDeclaration', () => {
    const start = engine.take(1, kinds.function);
    const name = engine.takeName(1);
    const pair = engine.bracketed(1, kinds.parenthesis, () => {
      const inputs = parameterList(1, kinds.semicolon);
      const options = engine.maybe(3, () => {
        engine.take(1, kinds.semicolon);
        return parameterList(2);
      });
      return { inputs, options: options ?? [] };
    });
    engine.take(1, kinds.equals);
    const value = engine.call(1, rules.expression);
    return engine.build(() => ({
      kind: 'function',
      name,
      inputs: pair?.value.inputs ?? [],
      options: pair?.value.options ?? [],
      ...(pair ? { parentheses: engine.between(pair.open, pair.close) } : {}),
      value,
      ...engine.docAbove(start),
      span: engine.between(start, value.span),
    }));
  });

  // data = "data" name [ "(" parameters ")" ] settings
  const dataDeclaration = engine.rule('dataDeclaration', (): Item => {
    const start = engine.take(1, kinds.data);
    const name = engine.takeName(1);
    const list = parameters();
    const block = engine.call(1, rules.settings);
    return engine.build(() => ({
      kind: 'data',
      name,
      ...(list ?? { parameters: [] }),
      ...block,
      ...engine.docAbove(start),
      span: engine.span(start.start, engine.lastEnd()),
    }));
  });

  // settings declaration = ( "train" | "pretrain" | "search" | "ensemble" ) name [ "from" name ] settings
  const keywords = [kinds.train, kinds.pretrain, kinds.search, kinds.ensemble].map((kind) => ({
    ALT: (): Token => engine.take(1, kind),
  }));
  const settingsDeclaration = engine.rule('settingsDeclaration', (): Item => {
    const start = engine.choose(1, keywords);
    const name = engine.takeName(1);
    const from = engine.maybe(1, () => {
      engine.take(1, kinds.from);
      return engine.takeName(2);
    });
    const block = engine.call(1, rules.settings);
    return engine.build(() => ({
      kind: 'settings',
      keyword: start.tokenType.name as 'train' | 'pretrain' | 'search' | 'ensemble',
      name,
      ...(from ? { from } : {}),
      ...block,
      ...engine.docAbove(start),
      span: engine.span(start.start, engine.lastEnd()),
    }));
  });

  const alternatives = [
    { ALT: (): Item => engine.call(1, importDeclaration) },
    { ALT: (): Item => engine.call(1, useDeclaration) },
    { ALT: (): Item => engine.call(1, modelDeclaration) },
    { ALT: (): Item => engine.call(1, rules.functionDeclaration) },
    { ALT: (): Item => engine.call(1, dataDeclaration) },
    { ALT: (): Item => engine.call(1, settingsDeclaration) },
  ];
  rules.item = engine.rule('item', () => engine.choose(1, alternatives));
};

const parameterTypes: ReadonlySet<string> = new Set(keywords.types);

/** `units int`: the type, whose colon is missing. */
const colonless = (engine: Engine, key: string, type: Rule<ParameterType>): ParameterType => {
  const end = engine.lastEnd();
  const fixes = [{ title: 'Insert a colon', edits: [{ span: engine.span(end, end), text: ':' }] }];
  engine.mistake('missing-colon', { key }, engine.peek(), { fixes });
  return engine.call(1, type);
};

/** Declarations up to the end; what is none is reported and skipped. */
const readItems = (engine: Engine, rules: Rules, items: Item[]): void => {
  while (!engine.atEnd()) {
    const found = engine.peek();
    if (declarations.has(found.tokenType)) {
      items.push(engine.call(1, rules.item));
      continue;
    }
    strayItem(engine, found);
    engine.skipUntil((token) => token !== found && declarations.has(token.tokenType));
    items.push({ kind: 'missing-item', span: engine.span(found.start, engine.lastEnd()) });
  }
};

const strayItem = (engine: Engine, found: Token): void => {
  if (engine.foreignComment()) return;
  if (found.tokenType !== kinds.name) {
    engine.mistake('unexpected-token', { found: describe(found) }, found);
    return;
  }
  const suggestion = nearest(
    found.image,
    [...declarations].map(({ name }) => name),
  );
  const span = engine.between(found, found);
  const fixes =
    suggestion === undefined
      ? {}
      : { fixes: [{ title: `Write ${suggestion}`, edits: [{ span, text: suggestion }] }] };
  engine.mistake(
    'unknown-declaration',
    { name: found.image, ...(suggestion === undefined ? {} : { suggestion }) },
    found,
    fixes,
  );
};
