import type { IToken, TokenType } from 'chevrotain';
import type { Position, Span } from '@neurite/contract';

/** A token with its place. The text of names is in NFC; `image` is as written. */
export interface Token extends IToken {
  readonly start: Position;
  readonly end: Position;
  /** Whether only blanks stand before it on its line. */
  readonly first: boolean;
  /** Set on tokens that were put in or stand for cut text: their mistake has been reported already. */
  readonly synthetic: boolean;
  /** What a string or a name says, what a number is worth. */
  readonly value: string | number | undefined;
}

// Every token is made here with the same properties in the same order: engines read objects of one shape fastest.
const make = (
  kind: TokenType,
  image: string,
  start: Position,
  end: Position,
  first: boolean,
  value: string | number | undefined,
  isSynthetic: boolean,
): Token => ({
  image,
  startOffset: start.offset,
  tokenType: kind,
  tokenTypeIdx: kind.tokenTypeIdx!,
  start,
  end,
  first,
  value,
  synthetic: isSynthetic,
});

export const makeToken = (
  kind: TokenType,
  image: string,
  start: Position,
  end: Position,
  first: boolean,
  value?: string | number,
): Token => make(kind, image, start, end, first, value, false);

/** The same token, read as another kind. */
export const retyped = ({ image, start, end, first, value }: Token, kind: TokenType): Token =>
  make(kind, image, start, end, first, value, false);

/** A token put in at a place where one is missing, or in place of a text that was cut. */
export const synthetic = (kind: TokenType, start: Position, end = start): Token =>
  make(kind, '', start, end, false, undefined, true);

export const spanOf = (
  source: string,
  from: { readonly start: Position },
  to: { readonly end: Position },
): Span => ({
  source,
  start: from.start,
  end: to.end,
});
