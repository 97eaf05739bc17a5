import type { Diagnostic } from '@neurite/contract';
import type { TokenType } from 'chevrotain';
import { report } from '../diagnostics.js';
import { limits } from '../limits.js';
import { nearest } from '@neurite/contract';
import {
  bodyKeywords,
  closers,
  declarations,
  nameEnds,
  openers,
  settingKeywords,
  valueEnds,
} from './classes.js';
import { keywords } from './keywords.js';
import { kinds, type TokenKind } from './kinds.js';
import { retyped, spanOf, type Token } from './token.js';

// Keywords are contextual: a layer may be called `model`, `data`, `on` or `then`. Two values never stand side by side without a sign
// between them, so the neighbours of a word tell whether it can be a name. That is decided here, once, and the grammar then has
// keywords like any other.

const units: ReadonlySet<string> = new Set(keywords.units);

const byImage = (types: ReadonlySet<TokenType>): ReadonlyMap<string, TokenKind> =>
  new Map([...types].map((type) => [type.name, type]));
const declarationWords = byImage(declarations);
const statementWords = byImage(new Set([...bodyKeywords, ...settingKeywords]));
const prefixWords = byImage(new Set<TokenType>([kinds.if, kinds.repeat, kinds.not]));
const infixWords = byImage(
  new Set<TokenType>([kinds.and, kinds.or, kinds.mod, kinds.then, kinds.as, kinds.on]),
);
const literalWords = byImage(new Set<TokenType>([kinds.true, kinds.false, kinds.none]));
const repeatWord = byImage(new Set<TokenType>([kinds.repeat]));
/** Words that may follow a name on its line in correct texts, although they look like names. */
const followers: ReadonlySet<string> = new Set([
  ...infixWords.keys(),
  'in',
  'into',
  'from',
  'because',
  'else',
]);

/** Keywords that a name must follow. */
const namers: ReadonlySet<TokenType> = new Set<TokenType>([
  kinds.model,
  kinds.block,
  kinds.function,
  kinds.data,
  kinds.train,
  kinds.pretrain,
  kinds.search,
  kinds.ensemble,
  kinds.input,
  kinds.param,
  kinds.noise,
  kinds.field,
  kinds.augment,
  kinds.phase,
  kinds.allow,
  kinds.as,
  kinds.from,
]);
/** What follows the key of a setting. */
const endsKey: ReadonlySet<TokenType> = new Set<TokenType>([
  kinds.colon,
  kinds.equals,
  kinds.tilde,
  kinds.dot,
  kinds.brace,
]);
/** How far the `{` of a declaration is looked for. Without a bound, many unclosed headers would take quadratic time. */
const longestHeader = 2_000;
const takesText: ReadonlySet<TokenType> = new Set<TokenType>([kinds.load, kinds.group, kinds.use]);
/** What can begin a value, before keywords are told from names. */
const rawValueStarts: ReadonlySet<TokenType> = new Set<TokenType>([
  kinds.name,
  kinds.number,
  kinds.string,
  kinds.parenthesis,
  kinds.bracket,
  kinds.minus,
  kinds.plus,
  kinds.range,
]);

export interface Worded {
  readonly tokens: readonly Token[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Tells keywords and units from names. In a fragment (a shape, an expression) nothing opens a statement. */
export const findKeywords = (tokens: readonly Token[], source: string, fragment = false): Worded => {
  const out: Token[] = [];
  const diagnostics: Diagnostic[] = [];
  const open: TokenType[] = [];
  // The number of open brackets outside the braces of an import, whose words are all names; -1 outside an import.
  let importDepth = -1;

  const kindOf = (index: number): TokenType | undefined => tokens[index]?.tokenType;
  const isName = (index: number): boolean => kindOf(index) === kinds.name;
  const isKey = (index: number): boolean => isName(index) && nameEnds.has(kindOf(index + 1)!);
  /** A number or a text where only a name can stand: no value stands beside another. */
  const isMisplacedName = (index: number): boolean =>
    (kindOf(index) === kinds.number || kindOf(index) === kinds.string) && sameLine(index - 1, index);
  const sameLine = (a: number, b: number): boolean => tokens[a]?.start.line === tokens[b]?.start.line;

  /** Whether a statement surely begins at a word on a new line: `name =`, `name:`, or a keyword with what it asks for beside it. */
  const beginsStatement = (index: number): boolean => {
    const token = tokens[index];
    if (!token?.first) return false;
    if (isKey(index)) return true;
    const next = tokens[index + 1];
    return (
      statementWords.has(token.image) &&
      next?.tokenType === kinds.name &&
      sameLine(index, index + 1) &&
      !followers.has(next.image)
    );
  };
  const beginsValue = (index: number): boolean =>
    rawValueStarts.has(kindOf(index)!) && !isKey(index) && !beginsStatement(index);

  /** Whether the brace at an index holds names to import, and no settings of a value that is called `import`. */
  const opensImport = (index: number): boolean => {
    if (kindOf(index) !== kinds.brace) return false;
    if (kindOf(index + 1) === kinds.braceEnd) return tokens[index + 2]?.image === 'from';
    const next = kindOf(index + 2);
    const isSetting =
      statementWords.has(tokens[index + 1]?.image ?? '') && (next === kinds.name || next === kinds.string);
    return isName(index + 1) && !isSetting && !(next !== undefined && endsKey.has(next));
  };

  /** `model Name(…) {`, `train Name from Name {`: certain even where a brace before it is not closed. */
  const isHeader = (index: number, type: TokenType): boolean => {
    if (type === kinds.use) return kindOf(index + 1) === kinds.string;
    if (type === kinds.import) return opensImport(index + 1);
    // Its name beside it: below it, another setting may begin behind a value that is spelt like a keyword.
    if (!isName(index + 1) || !sameLine(index, index + 1)) return false;
    // The name of a declaration stands on its line; what begins the next one may be a declaration of its own.
    const following = tokens[index + 1]!.first ? declarationWords.get(tokens[index + 1]!.image) : undefined;
    if (following !== undefined && isHeader(index + 1, following)) return false;
    let i = index + 2;
    if (kindOf(i) === kinds.parenthesis) {
      let depth = 0;
      do {
        // Another header: the parentheses of this one are not closed.
        if (tokens[i]!.first && declarationWords.has(tokens[i]!.image) && isName(i + 1)) return false;
        if (openers.has(kindOf(i)!)) depth++;
        else if (closers.has(kindOf(i)!)) depth--;
        i++;
      } while (depth > 0 && i < Math.min(tokens.length, index + longestHeader));
    } else if (tokens[i]?.image === 'from' && isName(i + 1)) {
      i += 2;
    }
    return kindOf(i) === (type === kinds.function ? kinds.equals : kinds.brace);
  };

  const declarationAt = (index: number): TokenKind | undefined => {
    const type = declarationWords.get(tokens[index]!.image);
    if (type === undefined) return undefined;
    // Inside brackets only a whole header is one.
    if (open.length > 0) return undefined;
    const next = kindOf(index + 1);
    const fits = next === undefined || next === kinds.name || isMisplacedName(index + 1) || openers.has(next);
    return fits ? type : undefined;
  };

  const statementAt = (index: number): TokenKind | undefined => {
    const type = statementWords.get(tokens[index]!.image);
    if (type === undefined) return undefined;
    if (takesText.has(type)) return kindOf(index + 1) === kinds.string ? type : undefined;
    if (namers.has(type)) return isName(index + 1) || isMisplacedName(index + 1) ? type : undefined;
    return rawValueStarts.has(kindOf(index + 1)!) ? type : undefined;
  };

  /** `if n = 3 {`: surely a condition, although `n =` could begin a statement. */
  const comparesWithEquals = (index: number, prefix: TokenKind): boolean => {
    if (prefix !== kinds.if || kindOf(index + 2) !== kinds.equals) return false;
    for (let i = index + 3; i < tokens.length && sameLine(index, i); i++) {
      if (kindOf(i) === kinds.brace) return true;
      if (kindOf(i) === kinds.equals) return false;
    }
    return false;
  };

  /** A word that is no keyword but stands where only one could, beside another word: the nearest keyword is read, and reported. */
  const misspeltAt = (index: number, candidates: ReadonlyMap<string, TokenKind>): TokenKind | undefined => {
    const token = tokens[index]!;
    const next = tokens[index + 1];
    if (!next || !sameLine(index, index + 1) || followers.has(next.image)) return undefined;
    if (diagnostics.length > limits.diagnostics) return undefined;
    const fits = (type: TokenType): boolean => {
      if (next.tokenType === kinds.string) return takesText.has(type);
      if (next.tokenType === kinds.name) return !takesText.has(type);
      return next.tokenType === kinds.number && type === kinds.repeat;
    };
    const words = [...candidates].filter(([, type]) => fits(type)).map(([image]) => image);
    const suggestion = nearest(token.image, words);
    if (suggestion === undefined) return undefined;
    const span = spanOf(source, token, token);
    const fixes = [{ title: `Write ${suggestion}`, edits: [{ span, text: suggestion }] }];
    const code = declarationWords.has(suggestion) ? 'unknown-declaration' : 'unknown-statement';
    diagnostics.push(report(code, { name: token.image, suggestion }, { span, fixes }));
    return candidates.get(suggestion);
  };

  const classify = (index: number): TokenKind => {
    const { image } = tokens[index]!;
    const last = out.at(-1);
    const lastType = last?.tokenType;
    const beforeLast = out.at(-2)?.tokenType;
    const afterValue = lastType !== undefined && valueEnds.has(lastType);
    // A whole header at the start of a line is certain, whatever half-written thing stands before it.
    const header = tokens[index]!.first ? declarationWords.get(image) : undefined;
    if (header && isHeader(index, header)) {
      importDepth = -1;
      return header;
    }
    if (importDepth >= 0) return kinds.name;
    // So is a keyword with its name beside it: what stands before it lacks its end.
    const keyword =
      tokens[index]!.first && beginsStatement(index) && !fragment ? statementAt(index) : undefined;
    if (keyword && !isKey(index)) return keyword;
    if (lastType === kinds.dot) return kinds.name;
    // `decoders into: "decode"` is the one key of two words.
    const opensStatement =
      lastType === undefined ||
      lastType === kinds.brace ||
      afterValue ||
      (lastType === kinds.comma && open.at(-1) === kinds.brace);
    if (nameEnds.has(kindOf(index + 1)!)) {
      const first = beforeLast === kinds.brace || beforeLast === kinds.comma || valueEnds.has(beforeLast!);
      return image === 'into' && lastType === kinds.name && first && open.at(-1) === kinds.brace
        ? kinds.into
        : kinds.name;
    }
    if (namers.has(lastType!)) return kinds.name;
    if (lastType === kinds.number && units.has(image) && !/[%x]$/.test(last!.image)) {
      const next = kindOf(index + 1);
      if (next !== kinds.dot && next !== kinds.parenthesis) return kinds.unit;
    }
    if (opensStatement && !fragment) {
      const type = declarationAt(index) ?? statementAt(index);
      if (type) return type;
    }
    const prefix = prefixWords.get(image);
    if (prefix === kinds.if && lastType === kinds.else) return prefix;
    if (prefix) {
      const bare = prefix !== kinds.not && kindOf(index + 1) === kinds.brace;
      return bare || beginsValue(index + 1) || comparesWithEquals(index, prefix) ? prefix : kinds.name;
    }
    const infix = infixWords.get(image);
    if (infix && afterValue && beginsValue(index + 1)) {
      if (infix === kinds.as) return isName(index + 1) || isMisplacedName(index + 1) ? infix : kinds.name;
      if (infix === kinds.on) return kindOf(index + 1) === kinds.parenthesis ? kinds.name : infix;
      return infix;
    }
    const literal = literalWords.get(image);
    if (literal) return kindOf(index + 1) === kinds.dot ? kinds.name : literal;
    if (image === 'in' && lastType === kinds.name && beforeLast === kinds.repeat) return kinds.in;
    if (
      image === 'else' &&
      lastType === kinds.braceEnd &&
      (kindOf(index + 1) === kinds.brace || tokens[index + 1]?.image === 'if')
    )
      return kinds.else;
    if (image === 'into' && lastType === kinds.string && beforeLast === kinds.load) return kinds.into;
    if (image === 'because' && afterValue && kindOf(index + 1) === kinds.string) return kinds.because;
    if (image === 'from' && lastType === kinds.braceEnd && kindOf(index + 1) === kinds.string)
      return kinds.from;
    if (image === 'from' && lastType === kinds.name && isName(index + 1) && declarations.has(beforeLast!))
      return kinds.from;
    if (fragment) return kinds.name;
    const atStart =
      lastType === undefined || lastType === kinds.brace || (afterValue && tokens[index]!.first);
    const candidates = atStart ? (open.length === 0 ? declarationWords : statementWords) : undefined;
    return (candidates && misspeltAt(index, candidates)) ?? misspeltAt(index, repeatWord) ?? kinds.name;
  };

  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index]!;
    const type = token.tokenType;
    if (type === kinds.name) {
      const found = classify(index);
      // A declaration ends everything that was left open before it.
      if (declarations.has(found)) open.length = 0;
      out.push(found === kinds.name ? token : retyped(token, found));
      continue;
    }
    if (openers.has(type)) {
      if (type === kinds.brace && out.at(-1)?.tokenType === kinds.import) importDepth = open.length;
      open.push(type);
    } else if (closers.has(type)) {
      open.pop();
      if (open.length <= importDepth) importDepth = -1;
    }
    out.push(token);
  }
  return { tokens: out, diagnostics };
};
