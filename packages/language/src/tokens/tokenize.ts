import type { Position } from '@neurite/contract';
import type { Comment } from '../tree/tree.js';
import { chunksOf } from '../parse/chunks.js';
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

/**
 * The tokens and comments of the declaration around an offset, with what stands above it: as `tokenize` gives them, for the price
 * of the declaration.
 */
export const tokenizeAround = (
  text: string,
  offset: number,
  options: { readonly source: string },
): ReturnType<typeof tokenize> => {
  const chunk = chunksOf(text).findLast((candidate) => candidate.offset <= offset)!;
  // Blanks take the room of what is before it.
  return tokenize(
    `${' '.repeat(chunk.offset - chunk.lines)}${'\n'.repeat(chunk.lines)}${chunk.text}`,
    options,
  );
};
