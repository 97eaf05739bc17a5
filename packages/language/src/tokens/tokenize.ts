import type { Position } from '@neurite/contract';
import type { Comment } from '../tree/tree.js';
import { valueEnds } from './classes.js';
import type { kinds } from './kinds.js';
import { scan } from './scan.js';
import { findKeywords } from './words.js';

/** What a token is; a keyword's kind is the word itself. */
export type TokenName = keyof typeof kinds;

/** A token as editors see it. */
export interface TextToken {
  readonly kind: TokenName;
  readonly text: string;
  readonly start: Position;
  readonly end: Position;
  /** Whether only blanks stand before it on its line. */
  readonly first: boolean;
  /** Whether a value can end with it: another value behind it begins a statement. */
  readonly endsValue: boolean;
}

/** The tokens of a text with keywords told from names, and its comments. Nothing is put in or left out where brackets do not match. */
export const tokenize = (
  text: string,
  { source }: { readonly source: string },
): { readonly tokens: readonly TextToken[]; readonly comments: readonly Comment[] } => {
  const scanned = scan(text, source);
  const { tokens } = findKeywords(scanned.tokens, source);
  return {
    comments: scanned.comments,
    tokens: tokens.map(({ tokenType, image, start, end, first }) => ({
      kind: tokenType.name as TokenName,
      text: image,
      start,
      end,
      first,
      endsValue: valueEnds.has(tokenType),
    })),
  };
};
