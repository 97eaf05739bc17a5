import type { IToken, TokenType } from 'chevrotain';
import type { Position, Span } from '@neurite/contract';

/** A token with its place. The text of names is in NFC; `image` is as written. */
export interface Token extends IToken {
  readonly start: Position;
  readonly end: Position;
  /** Whether only blanks stand before it on its line. */
  readonly first: boolean;
  /** Set on tokens that were put in or stand for cut text: their mistake has been reported already. */
  readonly synthetic?: boolean;
  /** What a string or a name says, what a number is worth. */
  readonly value?: string | number;
}

export const makeToken = (
  kind: TokenType,
  image: string,
  start: Position,
  end: Position,
  first: boolean,
): Token => ({
  image,
  startOffset: start.offset,
  tokenType: kind,
  tokenTypeIdx: kind.tokenTypeIdx!,
  start,
  end,
  first,
});

/** The same token, read as another kind. */
export const retyped = (token: Token, kind: TokenType): Token => ({
  ...token,
  tokenType: kind,
  tokenTypeIdx: kind.tokenTypeIdx!,
});

/** A token of no width, put in where one is missing. */
export const synthetic = (kind: TokenType, at: Position): Token => ({
  ...makeToken(kind, '', at, at, false),
  synthetic: true,
});

export const spanOf = (
  source: string,
  from: { readonly start: Position },
  to: { readonly end: Position },
): Span => ({
  source,
  start: from.start,
  end: to.end,
});
