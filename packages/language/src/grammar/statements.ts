import { bodyKeywords, settingKeywords, valueStarts } from '../tokens/classes.js';
import { kinds } from '../tokens/kinds.js';
import type { Token } from '../tokens/token.js';
import type { Body, Identifier, Statement } from '../tree/tree.js';
import { describe } from './describe.js';
import type { Engine } from './engine.js';
import { takeString } from './strings.js';
import { statements } from './lists.js';
import type { Rules } from './rules.js';

const statementStarts = new Set([...bodyKeywords, ...valueStarts]);

/** What stands in a model, a block, and in the body of `repeat` and `if`. */
export const defineStatements = (engine: Engine, rules: Rules): void => {
  rules.body = engine.rule('body', (): Body => {
    const contents = () =>
      statements(engine, 1, rules.statement, statementStarts, (found) => stray(engine, found));
    const pair = engine.bracketed(1, kinds.brace, contents, { hollow: () => [] });
    return engine.build(() => {
      const end = engine.lastEnd();
      return {
        kind: 'body',
        statements: pair?.value ?? [],
        span: pair ? engine.between(pair.open, pair.close) : engine.span(end, end),
      };
    });
  });

  const annotation = (index: number) =>
    engine.maybe(index, () => {
      engine.take(index, kinds.colon);
      return engine.call(index, rules.shape);
    });
  const initial = (index: number) =>
    engine.maybe(index, () => {
      engine.take(index, kinds.equals);
      return engine.call(index, rules.expression);
    });

  // input = "input" name [ ":" shape ] [ "=" expression ]
  const input = engine.rule('inputStatement', (): Statement => {
    const start = engine.take(1, kinds.input);
    const name = engine.takeName(1);
    const shape = annotation(1);
    const value = initial(2);
    return engine.build(() => ({
      kind: 'input',
      name,
      ...(shape ? { shape } : {}),
      ...(value ? { value } : {}),
      ...engine.docAbove(start),
      span: engine.between(start, value?.span ?? shape?.span ?? name.span),
    }));
  });

  // output = "output" [ name [ ":" shape ] "=" ] expression
  const output = engine.rule('outputStatement', (): Statement => {
    const start = engine.take(1, kinds.output);
    const single = !engine.RECORDING_PHASE && !isTarget(engine);
    const target = single
      ? undefined
      : engine.maybe(1, () => {
          const name = engine.takeName(1);
          const shape = annotation(2);
          engine.take(1, kinds.equals);
          return { name, ...(shape ? { shape } : {}) };
        });
    const value = engine.call(3, rules.expression);
    return engine.build(() => ({
      kind: 'output',
      ...target,
      value,
      span: engine.between(start, value.span),
    }));
  });

  // binding = name [ ":" shape ] "=" expression
  const binding = engine.rule('binding', (): Statement => {
    const name = engine.takeName(1);
    const shape = annotation(1);
    if (!engine.RECORDING_PHASE && shape && !engine.at(kinds.equals)) nameless(engine, name);
    engine.take(1, kinds.equals);
    const value = engine.call(2, rules.expression);
    return engine.build(() => ({
      kind: 'binding',
      name,
      ...(shape ? { shape } : {}),
      value,
      span: engine.between(name.span, value.span),
    }));
  });

  // param = ( "param" | "noise" ) name ":" shape [ "=" expression ]
  const param = engine.rule('paramStatement', (): Statement => {
    const start = engine.choose(1, [
      { ALT: () => engine.take(1, kinds.param) },
      { ALT: () => engine.take(1, kinds.noise) },
    ]);
    const name = engine.takeName(1);
    engine.take(1, kinds.colon);
    const shape = engine.call(1, rules.shape);
    const value = initial(2);
    return engine.build(() => ({
      kind: 'param',
      keyword: start.tokenType === kinds.noise ? 'noise' : 'param',
      name,
      shape,
      ...(value ? { value } : {}),
      span: engine.between(start, value?.span ?? shape.span),
    }));
  });

  // expect = "expect" expression
  const expect = engine.rule('expectStatement', (): Statement => {
    const start = engine.take(1, kinds.expect);
    const condition = engine.call(1, rules.expression);
    return engine.build(() => ({ kind: 'expect', condition, span: engine.between(start, condition.span) }));
  });

  // load = "load" string "into" expression [ settings ]
  const load = engine.rule('loadStatement', (): Statement => {
    const start = engine.take(1, kinds.load);
    const file = takeString(engine, 1);
    engine.take(1, kinds.into);
    const into = engine.call(1, rules.expression);
    const block = engine.maybe(1, () => engine.call(1, rules.settings));
    return engine.build(() => ({
      kind: 'load',
      file,
      into,
      ...(block ?? { settings: [] }),
      span: engine.span(start.start, engine.lastEnd()),
    }));
  });

  const expressionStatement = engine.rule('expressionStatement', (): Statement => {
    const value = engine.call(1, rules.expression);
    return engine.build(() => ({ kind: 'expression-statement', value, span: value.span }));
  });

  const alternatives = [
    { ALT: (): Statement => engine.call(1, input) },
    { ALT: (): Statement => engine.call(1, output) },
    { ALT: (): Statement => engine.call(1, param) },
    { ALT: (): Statement => engine.call(1, expect) },
    { ALT: (): Statement => engine.call(1, load) },
    { GATE: () => isTarget(engine), ALT: (): Statement => engine.call(1, binding) },
    { ALT: (): Statement => engine.call(1, expressionStatement), IGNORE_AMBIGUITIES: true },
  ];
  rules.statement = engine.rule('statement', () => engine.choose(1, alternatives));
};

/** `name =` or `name:`. */
const isTarget = (engine: Engine): boolean =>
  engine.at(kinds.name) && (engine.at(kinds.equals, 2) || engine.at(kinds.colon, 2));

const naming: ReadonlySet<string> = new Set(['input', 'param', 'noise']);

/** `input: [3]` reads as a binding called `input`, until no value follows: then the name of the input is missing. */
const nameless = (engine: Engine, { name, span }: Identifier): void => {
  if (naming.has(name))
    engine.mistake('missing-name', { found: '":"', after: `"${name}"` }, { start: span.end, end: span.end });
};

const stray = (engine: Engine, found: Token): void => {
  if (settingKeywords.has(found.tokenType)) {
    const belongs =
      found.tokenType === kinds.field || found.tokenType === kinds.augment
        ? 'a data declaration'
        : 'a train declaration';
    engine.mistake('misplaced-statement', { keyword: found.image, where: 'a model', belongs }, found);
  } else if (!engine.foreignComment()) {
    engine.mistake('unexpected-token', { found: describe(found) }, found);
  }
};
