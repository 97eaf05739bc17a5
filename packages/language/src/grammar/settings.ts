import type { Span } from '@neurite/contract';
import { bodyKeywords, settingKeywords, valueStarts } from '../tokens/classes.js';
import { kinds } from '../tokens/kinds.js';
import type { Token } from '../tokens/token.js';
import type { Expression, Identifier, SettingStatement } from '../tree/tree.js';
import { describe } from './describe.js';
import type { Engine } from './engine.js';
import { equalsForColon } from './equals.js';
import { takeString } from './strings.js';
import { statements } from './lists.js';
import type { Rules } from './rules.js';

const settingStarts = new Set([...settingKeywords, kinds.name]);

/** What stands in data, train, pretrain, search and ensemble, and in the blocks inside them. */
export const defineSettings = (engine: Engine, rules: Rules): void => {
  // settings = "{" { setting [ "," ] } "}"
  const separated = engine.rule('separatedSetting', (): SettingStatement => {
    const setting = engine.call(1, rules.settingStatement);
    engine.maybe(1, () => engine.take(1, kinds.comma));
    return setting;
  });
  rules.settings = engine.rule('settings', () => {
    const contents = () => statements(engine, 1, separated, settingStarts, (found) => stray(engine, found));
    const pair = engine.bracketed(1, kinds.brace, contents, { hollow: () => [] });
    return engine.build(() =>
      pair ? { settings: pair.value, braces: engine.between(pair.open, pair.close) } : { settings: [] },
    );
  });

  // field = ( "field" | "augment" ) name "=" expression
  const field = engine.rule('fieldSetting', (): SettingStatement => {
    const start = engine.choose(1, [
      { ALT: () => engine.take(1, kinds.field) },
      { ALT: () => engine.take(1, kinds.augment) },
    ]);
    const name = engine.takeName(1);
    engine.take(1, kinds.equals);
    const value = engine.call(1, rules.expression);
    return engine.build(() => ({
      kind: 'field',
      keyword: start.tokenType === kinds.augment ? 'augment' : 'field',
      name,
      value,
      span: engine.between(start, value.span),
    }));
  });

  // group = "group" string settings
  const group = engine.rule('groupSetting', (): SettingStatement => {
    const start = engine.take(1, kinds.group);
    const glob = takeString(engine, 1);
    const block = engine.call(1, rules.settings);
    return engine.build(() => ({
      kind: 'group',
      glob,
      ...block,
      span: engine.span(start.start, engine.lastEnd()),
    }));
  });

  // phase = "phase" name settings
  const phase = engine.rule('phaseSetting', (): SettingStatement => {
    const start = engine.take(1, kinds.phase);
    const name = engine.takeName(1);
    const block = engine.call(1, rules.settings);
    return engine.build(() => ({
      kind: 'phase',
      name,
      ...block,
      span: engine.span(start.start, engine.lastEnd()),
    }));
  });

  // allow = "allow" name [ "on" string ] [ "because" string ]
  const allow = engine.rule('allowSetting', (): SettingStatement => {
    const start = engine.take(1, kinds.allow);
    const rule = engine.takeName(1);
    const on = engine.maybe(1, () => {
      engine.take(1, kinds.on);
      return takeString(engine, 1);
    });
    const because = engine.maybe(2, () => {
      engine.take(1, kinds.because);
      return takeString(engine, 2);
    });
    return engine.build(() => ({
      kind: 'allow',
      rule,
      ...(on ? { on } : {}),
      ...(because ? { because } : {}),
      span: engine.between(start, because?.span ?? on?.span ?? rule.span),
    }));
  });

  // key = name { "." name } | name "into"
  const key = engine.rule('key', () => {
    const names: Identifier[] = [engine.takeName(1)];
    engine.repeated(1, () => {
      engine.take(1, kinds.dot);
      names.push(engine.takeName(2));
    });
    const into = engine.maybe(1, () => engine.take(1, kinds.into));
    return engine.build(() => ({
      key: into ? [...names, engine.identifier(into)] : names,
      ...(into ? { words: true as const } : {}),
    }));
  });

  const endings: { readonly ALT: () => Ending }[] = [
    {
      ALT: (): Ending => {
        engine.take(1, kinds.colon);
        const value = engine.call(1, rules.expression);
        const block = engine.maybe(1, () => engine.call(1, rules.settings));
        return engine.build(() => ({ kind: 'setting', value, ...block }));
      },
    },
    {
      ALT: (): Ending => {
        const block = engine.call(2, rules.settings);
        return engine.build(() => ({ kind: 'setting', ...block }));
      },
    },
    {
      ALT: (): Ending => {
        engine.take(1, kinds.tilde);
        const value = engine.call(2, rules.expression);
        return engine.build(() => ({ kind: 'distribution', value }));
      },
    },
  ];

  // keyed = key ( ":" expression [ settings ] | settings | "~" expression )
  const keyed = engine.rule('keyedSetting', (): SettingStatement => {
    const name = engine.call(1, key);
    const ending =
      engine.RECORDING_PHASE || endsKey(engine)
        ? engine.choose(1, endings)
        : withoutColon(engine, rules, name.key.at(-1)!.name);
    return engine.build(
      () =>
        ({
          ...ending,
          ...name,
          span: engine.span(name.key[0]!.span.start, engine.lastEnd()),
        }) as SettingStatement,
    );
  });

  const alternatives = [
    { ALT: (): SettingStatement => engine.call(1, field) },
    { ALT: (): SettingStatement => engine.call(1, group) },
    { ALT: (): SettingStatement => engine.call(1, phase) },
    { ALT: (): SettingStatement => engine.call(1, allow) },
    { ALT: (): SettingStatement => engine.call(1, keyed) },
  ];
  rules.settingStatement = engine.rule('settingStatement', () => engine.choose(1, alternatives));
};

type Ending =
  | {
      readonly kind: 'setting';
      readonly value?: Expression;
      readonly settings?: readonly SettingStatement[];
      readonly braces?: Span;
    }
  | { readonly kind: 'distribution'; readonly value: Expression };

const endsKey = (engine: Engine): boolean =>
  engine.at(kinds.colon) || engine.at(kinds.brace) || engine.at(kinds.tilde);

/** A setting whose colon is missing, or written as `=`. */
const withoutColon = (engine: Engine, rules: Rules, key: string): Ending => {
  const found = engine.peek();
  const end = engine.lastEnd();
  if (engine.at(kinds.equals)) {
    equalsForColon(engine, key, 'Settings');
  } else if (valueStarts.has(found.tokenType) && found.start.line === end.line) {
    const fixes = [{ title: 'Insert a colon', edits: [{ span: engine.span(end, end), text: ':' }] }];
    engine.mistake('missing-colon', { key }, found, { fixes });
  } else {
    engine.unexpected('":"');
    return { kind: 'setting', value: { kind: 'missing', span: engine.span(end, end) } };
  }
  return { kind: 'setting', value: engine.call(1, rules.expression) };
};

const stray = (engine: Engine, found: Token): void => {
  if (bodyKeywords.has(found.tokenType)) {
    engine.mistake(
      'misplaced-statement',
      { keyword: found.image, where: 'settings', belongs: 'a model or block' },
      found,
    );
  } else if (!engine.foreignComment()) {
    engine.mistake('unexpected-token', { found: describe(found) }, found);
  }
};
