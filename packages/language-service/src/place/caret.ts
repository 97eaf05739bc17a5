import type { Position, Span } from '@neurite/contract';
import { type Comment, type TextToken, tokenizeAround } from '@neurite/language';
import type { Document } from '../documents/document.js';

/** Where somebody types. */
export interface Caret {
  /** The tokens of the declaration around the caret. */
  readonly tokens: readonly TextToken[];
  /** How many tokens stand before what is being typed. */
  readonly count: number;
  /** The word that is being typed, up to the caret; empty where none is. */
  readonly prefix: string;
  /** The whole word, which a completion replaces. */
  readonly span: Span;
  /** Whether a line begins here. */
  readonly fresh: boolean;
}

const word = /^[\p{ID_Start}_]/u;

/** The index of the first item for which `holds`, of items for which it holds from somewhere on. */
const firstIndex = <T>(items: readonly T[], holds: (item: T) => boolean): number => {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(items[middle]!)) high = middle;
    else low = middle + 1;
  }
  return low;
};

const isInside = (
  { start, end }: { readonly start: Position; readonly end: Position },
  offset: number,
): boolean => start.offset < offset && offset < end.offset;

/** Whether a place is in a comment: also directly behind it, where more of it is typed. */
const inComment = (comments: readonly Comment[], offset: number): boolean => {
  const index = firstIndex(comments, ({ span }) => span.end.offset >= offset);
  const comment = comments[index];
  return comment !== undefined && comment.span.start.offset < offset;
};

/** The caret at an offset; undefined in comments, texts and numbers, where nothing is completed. */
export const caretAt = (document: Document, offset: number): Caret | undefined => {
  const { lines, name, text } = document;
  const { tokens, comments } = tokenizeAround(text, offset, { source: name });
  if (inComment(comments, offset)) return undefined;
  const index = firstIndex(tokens, ({ end }) => end.offset >= offset);
  const token: TextToken | undefined = tokens[index];
  if (token?.kind === 'string' && isInside(token, offset)) return undefined;
  const at = lines.positionAt(offset);
  const typed = token !== undefined && token.start.offset < offset && word.test(token.text);
  if (token?.kind === 'number' && token.start.offset < offset) return undefined;
  const span: Span = typed
    ? { source: name, start: token.start, end: token.end }
    : { source: name, start: at, end: at };
  const count = typed ? index : token !== undefined && token.end.offset === offset ? index + 1 : index;
  const previous = tokens[count - 1];
  return {
    tokens,
    count,
    prefix: typed ? document.text.slice(token.start.offset, offset) : '',
    span,
    fresh: previous === undefined || previous.end.line < span.start.line,
  };
};
