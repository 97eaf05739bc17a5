import { EOF, type TokenType } from 'chevrotain';
import { escapeText } from '../text/escape.js';
import { kinds } from '../tokens/kinds.js';
import type { Token } from '../tokens/token.js';

const shorten = (text: string): string => (text.length > 40 ? `${[...text].slice(0, 39).join('')}…` : text);

/** A token as a message names it. */
export const describe = (token: Token): string => {
  if (token.tokenType === EOF) return 'the end of the text';
  // A bracket that was put in stands where a line ended too early.
  if (token.synthetic) return 'the end of the line';
  if (token.tokenType === kinds.string) return `the text ${escapeText(shorten(token.image))}`;
  return `"${escapeText(shorten(token.image))}"`;
};

/** A kind of token as a message names it. */
export const describeKind = (kind: TokenType): string => kind.LABEL ?? kind.name;
