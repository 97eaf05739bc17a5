import type { TokenType } from 'chevrotain';
import { kinds, type TokenKind } from './kinds.js';
import type { Token } from './token.js';

// Classes of tokens that both the search for keywords and the recovery from errors ask for.

const set = (...of: readonly TokenKind[]): ReadonlySet<TokenType> => new Set(of);

/** Openers of top-level declarations. */
export const declarations = set(
  kinds.import,
  kinds.use,
  kinds.model,
  kinds.block,
  kinds.function,
  kinds.data,
  kinds.train,
  kinds.pretrain,
  kinds.search,
  kinds.ensemble,
);

/** Keywords that open a statement of a model or block. */
export const bodyKeywords = set(
  kinds.input,
  kinds.output,
  kinds.param,
  kinds.noise,
  kinds.expect,
  kinds.load,
);

/** Keywords that open a statement among settings. */
export const settingKeywords = set(kinds.field, kinds.augment, kinds.group, kinds.phase, kinds.allow);

/** What can end a value, so that another value directly behind it is a mistake or a new statement. */
export const valueEnds = set(
  kinds.name,
  kinds.number,
  kinds.unit,
  kinds.string,
  kinds.parenthesisEnd,
  kinds.bracketEnd,
  kinds.braceEnd,
  kinds.true,
  kinds.false,
  kinds.none,
);

/** What can begin a value. */
export const valueStarts = set(
  kinds.name,
  kinds.number,
  kinds.string,
  kinds.true,
  kinds.false,
  kinds.none,
  kinds.parenthesis,
  kinds.bracket,
  kinds.minus,
  kinds.plus,
  kinds.not,
  kinds.range,
  kinds.if,
  kinds.repeat,
);

/** What makes the name before it a key, a binding or an argument's name. */
export const nameEnds = set(kinds.equals, kinds.colon, kinds.tilde);

export const openers = set(kinds.parenthesis, kinds.bracket, kinds.brace);
export const closers = set(kinds.parenthesisEnd, kinds.bracketEnd, kinds.braceEnd);

/** The closing bracket of each opening one. */
export const closerOf: ReadonlyMap<TokenType, TokenKind> = new Map<TokenType, TokenKind>([
  [kinds.parenthesis, kinds.parenthesisEnd],
  [kinds.bracket, kinds.bracketEnd],
  [kinds.brace, kinds.braceEnd],
]);

/** Whether a statement begins here, once an error has been met: `name =`, `name:` or a keyword at the start of a line. */
export const isStatementStart = (token: Token, next: Token | undefined): boolean =>
  token.first &&
  (declarations.has(token.tokenType) ||
    bodyKeywords.has(token.tokenType) ||
    settingKeywords.has(token.tokenType) ||
    (token.tokenType === kinds.name && next !== undefined && nameEnds.has(next.tokenType)));
