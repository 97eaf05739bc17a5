import type { Kind, OptionTable } from '@neurite/contract';
import { keywords, type TextToken } from '@neurite/language';
import { kindsOfSetting } from './kinds-of-settings.js';
import type { CallPlace, Owner, Place, Role } from './place.js';

const declarationWords: ReadonlySet<string> = new Set(keywords.declarations);
const statementWords: ReadonlySet<string> = new Set([...keywords.statements, ...keywords.settings]);
const layers: readonly Kind[] = ['layer'];

/** An open bracket, and what has been read inside it. */
interface Frame {
  readonly opens: 'top' | 'parameters' | 'import' | 'body' | 'settings' | 'call' | 'group' | 'list' | 'shape';
  readonly owner?: Owner;
  /** The key of the block of settings that this one stands in. */
  readonly outer?: string;
  readonly call?: Omit<CallPlace, 'given' | 'index' | 'option'>;
  given: string[];
  index: number;
  option?: string | undefined;
  /** The keyword that the statement began with. */
  word?: string | undefined;
  /** The key of the setting, or the name of the binding. */
  key?: string | undefined;
  /** Behind `:`, `=` or `~`: what follows is a value. */
  inValue: boolean;
  /** Behind `->` in this statement. */
  flows: boolean;
}

const frame = (opens: Frame['opens'], parts: Partial<Frame> = {}): Frame => ({
  opens,
  given: [],
  index: 0,
  inValue: false,
  flows: false,
  ...parts,
});

/** Finds the options of what a call names, so that values of options can be told from layers. */
export type OptionsOfCall = (callee: string, kinds: readonly Kind[]) => OptionTable | undefined;

/** The index of the token that begins the declaration around the last of `count` tokens. */
const declarationStart = (tokens: readonly TextToken[], count: number): number => {
  for (let index = count - 1; index > 0; index--) if (declarationWords.has(tokens[index]!.kind)) return index;
  return 0;
};

/**
 * The place behind the first `count` tokens; `fresh` where a new line begins there.
 */
export const placeAt = (
  tokens: readonly TextToken[],
  count: number,
  fresh: boolean,
  optionsOf: OptionsOfCall,
): Place => {
  const frames: Frame[] = [frame('top')];
  const current = (): Frame => frames.at(-1)!;
  let previous: TextToken | undefined;

  const begin = (into: Frame): void => {
    Object.assign(into, { word: undefined, key: undefined, option: undefined, inValue: false, flows: false });
  };
  const kindsHere = (): readonly Kind[] => kindsIn(frames, optionsOf);
  const open = (token: TextToken): void => {
    const at = current();
    if (token.kind === 'parenthesis') {
      const isHeader = at.opens === 'top' && !at.inValue;
      const callee = previous?.kind === 'name' ? previous : undefined;
      if (isHeader) frames.push(frame('parameters', ownerOf(at)));
      else if (callee === undefined) frames.push(frame('group'));
      else
        frames.push(
          frame('call', { call: { callee: callee.text, start: callee.start, kinds: kindsHere() } }),
        );
    } else if (token.kind === 'bracket') {
      frames.push(frame(isShape(at, previous) ? 'shape' : 'list'));
    } else if (at.opens === 'top') {
      const opens =
        at.word === 'import' ? 'import' : at.word === 'model' || at.word === 'block' ? 'body' : 'settings';
      frames.push(frame(opens, ownerOf(at)));
    } else {
      const owner = ownerAround(frames);
      const inSettings = at.opens === 'settings' || at.word === 'load';
      // The name behind `into` is no key.
      const outer = at.word === 'load' ? at.word : (at.key ?? at.word ?? at.outer);
      frames.push(
        at.word === 'phase'
          ? frame('settings', { owner: 'phase' })
          : inSettings
            ? frame('settings', { ...(owner && { owner }), ...(outer === undefined ? {} : { outer }) })
            : frame('body', owner && { owner }),
      );
    }
  };

  for (let index = declarationStart(tokens, count); index < count; index++) {
    const token = tokens[index]!;
    const at = current();
    const isWord = token.kind === 'name' || statementWords.has(token.kind);
    if (declarationWords.has(token.kind)) {
      frames.length = 0;
      frames.push(frame('top', { word: token.kind }));
    } else if (token.kind === 'parenthesis' || token.kind === 'bracket' || token.kind === 'brace')
      open(token);
    else if (token.kind === 'parenthesisEnd' || token.kind === 'bracketEnd' || token.kind === 'braceEnd') {
      if (frames.length > 1) frames.pop();
      if (current().opens === 'top' && token.kind === 'braceEnd' && current().word !== 'import')
        begin(current());
    } else if (token.kind === 'comma') {
      if (at.opens === 'call') {
        if (at.option === undefined) at.index += 1;
        at.option = undefined;
      }
      if (at.opens === 'parameters' || at.opens === 'settings') begin(at);
      at.flows = false;
    } else if (token.kind === 'colon' || token.kind === 'equals' || token.kind === 'tilde') {
      if (at.opens === 'call' && token.kind === 'colon' && previous?.kind === 'name') {
        at.option = previous.text;
        at.given.push(previous.text);
      }
      at.inValue = true;
      if (token.kind === 'equals') at.option = '=';
      if (token.kind === 'tilde') at.option = '~';
    } else if (token.kind === 'arrow') at.flows = true;
    else if (isWord && (at.opens === 'body' || at.opens === 'settings')) {
      // `then` with nothing behind it yet is a name to the tokens.
      const joins = index === count - 1 && unfinishedJoints.has(token.text);
      const starts =
        previous === undefined ||
        previous.kind === 'brace' ||
        previous.kind === 'comma' ||
        previous.endsValue;
      if (joins) {
        previous = token;
        continue;
      }
      if (starts) {
        begin(at);
        if (statementWords.has(token.kind) || (index === count - 1 && statementWords.has(token.text)))
          at.word = token.text;
        else at.key = token.text;
      } else if (previous?.kind === 'dot' && !at.inValue && at.key !== undefined) at.key += `.${token.text}`;
      else if (at.word !== undefined && at.key === undefined && token.kind === 'name') at.key = token.text;
    } else if (at.opens === 'top' && token.kind === 'name') at.key ??= token.text;
    previous = token;
  }
  const owner = ownerAround(frames);
  const call = callAround(frames);
  const role = roleAt(frames, tokens, count, fresh);
  const key = keyAround(frames, role);
  return {
    role,
    ...(owner === undefined ? {} : { owner }),
    ...(key === undefined ? {} : { key }),
    kinds: role === 'value' || role === 'step' ? kindsHere() : [],
    ...(call === undefined ? {} : { call }),
    ...(role === 'member' ? { object: objectBefore(tokens, count) } : {}),
  };
};

const owners: ReadonlySet<string> = new Set<Owner>([
  'model',
  'block',
  'function',
  'data',
  'train',
  'pretrain',
  'search',
  'ensemble',
]);
const ownerOf = ({ word }: Frame): { readonly owner?: Owner } =>
  word !== undefined && owners.has(word) ? { owner: word as Owner } : {};

const ownerAround = (frames: readonly Frame[]): Owner | undefined =>
  frames.findLast(({ owner }) => owner !== undefined)?.owner ?? ownerOf(frames[0]!).owner;

const keyAround = (frames: readonly Frame[], role: Role): string | undefined => {
  const settings = frames.findLast(({ opens }) => opens === 'settings');
  return settings && (settings.outer ?? (role === 'setting' ? undefined : settings.key));
};

const callAround = (frames: readonly Frame[]): CallPlace | undefined => {
  // A list or a group inside a call belongs to it; a body does not.
  for (let index = frames.length - 1; index > 0; index--) {
    const { opens, call, given, index: position, option } = frames[index]!;
    if (opens === 'call')
      return { ...call!, given, index: position, ...(option === undefined ? {} : { option }) };
    if (opens === 'body' || opens === 'settings') return undefined;
  }
  return undefined;
};

/** Whether a bracket opens a shape: behind the colon of an input, param or binding, or behind a dtype. */
const isShape = (at: Frame, previous: TextToken | undefined): boolean =>
  at.opens === 'body' &&
  !at.flows &&
  at.option !== '=' &&
  (previous?.kind === 'colon' || (at.inValue && previous?.kind === 'name'));

const kindsIn = (frames: readonly Frame[], optionsOf: OptionsOfCall): readonly Kind[] => {
  const at = frames.at(-1)!;
  if (at.opens === 'call') {
    const { callee, kinds } = at.call!;
    const table = at.option === undefined ? undefined : optionsOf(callee, kinds);
    const option = table && Object.hasOwn(table, at.option!) ? table[at.option!] : undefined;
    if (option?.type === 'initializer') return ['initializer'];
    if (option !== undefined) return [];
    // Arguments of losses are values of the model, and layers may be applied to them.
    return layers;
  }
  if (at.opens === 'settings') {
    if (at.option === '~') return ['distribution'];
    if (at.word === 'augment') return ['augmentation'];
    if (at.word === 'field') return at.flows ? ['transform'] : [];
    return kindsOfSetting(ownerAround(frames), at.outer ?? at.key);
  }
  if (at.opens === 'body') return at.word === 'param' || at.word === 'noise' ? ['initializer'] : layers;
  if (at.opens === 'list' || at.opens === 'group') return kindsIn(frames.slice(0, -1), optionsOf);
  return at.opens === 'shape' || at.opens === 'import' ? [] : layers;
};

/** Words that are names until what they ask for is there: at the end of what is written they are read as what they are about to be. */
const unfinishedJoints: ReadonlySet<string> = new Set([
  ...keywords.operators.filter((word) => word !== 'not'),
  ...keywords.joints.filter((word) => word !== 'as'),
]);
const unfinished: ReadonlySet<string> = new Set([...unfinishedJoints, ...keywords.control, 'not']);
const completing = (at: Frame, token: TextToken | undefined): TextToken | undefined => {
  if (token?.kind !== 'name') return token;
  const opensStatement = at.word === token.text && at.key === undefined;
  return opensStatement || unfinished.has(token.text) ? { ...token, endsValue: false } : token;
};

const roleAt = (
  frames: readonly Frame[],
  tokens: readonly TextToken[],
  count: number,
  fresh: boolean,
): Role => {
  const at = frames.at(-1)!;
  const previous = completing(at, tokens[count - 1]);
  if (previous?.kind === 'dot') return 'member';
  if (previous?.kind === 'arrow') return 'step';
  if (previous?.kind === 'as') return 'name';
  const startsHere =
    previous === undefined || previous.endsValue || previous.kind === 'brace' || previous.kind === 'comma';
  switch (at.opens) {
    case 'top':
      if (at.word === undefined) return 'declaration';
      if (at.word === 'function' && at.inValue)
        return previous?.endsValue === true && fresh ? 'declaration' : 'value';
      if (previous?.endsValue === true && fresh && at.key !== undefined) return 'declaration';
      if (previous?.kind === 'from') return 'value';
      return previous?.endsValue === true ? 'behind' : 'name';
    case 'parameters':
      if (previous?.kind === 'colon' || (previous?.kind === 'bracket' && at.option !== '=')) return 'type';
      return at.option === '=' ? (previous?.endsValue === true ? 'behind' : 'value') : 'name';
    case 'import':
      return 'imported';
    case 'shape':
      return 'shape';
    case 'body':
      if (startsHere) return fresh || previous?.kind === 'brace' ? 'statement' : 'behind';
      if (at.word !== undefined && at.word !== 'output' && at.word !== 'expect' && at.key === undefined)
        return 'name';
      return previous?.kind === 'colon' && at.option !== '=' ? 'type' : 'value';
    case 'settings':
      if (startsHere)
        return fresh || previous?.kind === 'brace' || previous?.kind === 'comma' ? 'setting' : 'behind';
      if (at.word === 'allow' && at.key === undefined) return 'rule';
      return at.inValue ? 'value' : 'name';
    case 'call':
    case 'group':
    case 'list':
      return previous?.endsValue === true ? 'behind' : 'value';
    default:
      return at.opens satisfies never;
  }
};

/** The names of `a.b.` that end before a place. */
const objectBefore = (tokens: readonly TextToken[], count: number): readonly string[] => {
  const names: string[] = [];
  let index = count - 1;
  while (index > 0 && tokens[index]!.kind === 'dot') {
    let before = index - 1;
    // `pool(2).`: what is called counts.
    if (tokens[before]!.kind === 'parenthesisEnd') before = opening(tokens, before) - 1;
    if (tokens[before]?.kind !== 'name') break;
    names.unshift(tokens[before]!.text);
    index = before - 1;
  }
  return names;
};

const opening = (tokens: readonly TextToken[], closing: number): number => {
  let depth = 0;
  for (let index = closing; index >= 0; index--) {
    if (tokens[index]!.kind === 'parenthesisEnd') depth += 1;
    if (tokens[index]!.kind === 'parenthesis') depth -= 1;
    if (depth === 0) return index;
  }
  return 0;
};
