import type { Diagnostic, Position, Span } from '@neurite/contract';
import { report } from '../diagnostics.js';
import { limits } from '../limits.js';
import { isUnseen, quote, showCharacter } from '../text/escape.js';
import type { Comment } from '../tree/tree.js';
import { kinds, type TokenKind } from './kinds.js';
import { foreignQuotes, lookAlikeAt } from './look-alikes.js';
import { readNumber } from './numbers.js';
import { readString } from './strings.js';
import { makeToken, type Token } from './token.js';

export interface Scanned {
  readonly tokens: readonly Token[];
  readonly comments: readonly Comment[];
  readonly diagnostics: readonly Diagnostic[];
  /** The place after the last character. */
  readonly end: Position;
}

// The longest first: the first that fits is the sign.
const signs: readonly (readonly [string, TokenKind])[] = [
  ['...', kinds.pack],
  ['->', kinds.arrow],
  ['==', kinds.equal],
  ['!=', kinds.unequal],
  ['<=', kinds.lessEqual],
  ['>=', kinds.greaterEqual],
  ['//', kinds.floorDivide],
  ['..', kinds.range],
  ['=', kinds.equals],
  [':', kinds.colon],
  [',', kinds.comma],
  [';', kinds.semicolon],
  ['.', kinds.dot],
  ['~', kinds.tilde],
  ['(', kinds.parenthesis],
  [')', kinds.parenthesisEnd],
  ['[', kinds.bracket],
  [']', kinds.bracketEnd],
  ['{', kinds.brace],
  ['}', kinds.braceEnd],
  ['+', kinds.plus],
  ['-', kinds.minus],
  ['*', kinds.times],
  ['/', kinds.divide],
  ['@', kinds.matrixProduct],
  ['^', kinds.power],
  ['<', kinds.less],
  ['>', kinds.greater],
];
const signsByFirst = new Map<string, readonly (readonly [string, TokenKind])[]>(
  signs.map(([sign]) => [sign[0]!, signs.filter(([other]) => other[0] === sign[0])]),
);

const name = /[\p{ID_Start}_][\p{ID_Continue}]*/uy;
const asciiName = /[A-Za-z_][A-Za-z0-9_]*/y;
const blank = /[\p{White_Space}\ufeff]/u;
const isDigit = (code: number): boolean => code >= 48 && code <= 57;
const isAsciiLetter = (code: number): boolean =>
  (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95;

/** Text → tokens and comments. Every word is a name here; words.ts finds the keywords. */
export const scan = (text: string, source: string): Scanned => {
  const tokens: Token[] = [];
  const comments: Comment[] = [];
  const diagnostics: Diagnostic[] = [];
  // A byte order mark is no part of the first line.
  let offset = text.startsWith('\ufeff') ? 1 : 0;
  let line = 1;
  let lineStart = offset;
  let first = true;

  const at = (place: number): Position => ({ offset: place, line, column: place - lineStart + 1 });
  const span = (from: number, to: number): Span => ({ source, start: at(from), end: at(to) });
  const push = (kind: TokenKind, end: number, value?: string | number): void => {
    tokens.push(makeToken(kind, text.slice(offset, end), at(offset), at(end), first, value));
    first = false;
    offset = end;
  };
  const warnOfHidden = (from: number, to: number, place: 'text' | 'comment'): void => {
    for (let i = from; i < to; i++) {
      const character = String.fromCodePoint(text.codePointAt(i)!);
      if (isUnseen(character)) {
        const shown = showCharacter(character);
        diagnostics.push(
          report('hidden-character', { shown, place }, { span: span(i, i + character.length) }),
        );
      }
      i += character.length - 1;
    }
  };

  const comment = (): void => {
    let end = offset;
    while (end < text.length && text[end] !== '\n' && text[end] !== '\r') end++;
    const doc = text[offset + 1] === '#' && text[offset + 2] !== '#';
    comments.push({
      span: span(offset, end),
      text: text.slice(offset + (doc ? 2 : 1), end).trimEnd(),
      doc,
      ownLine: first,
    });
    warnOfHidden(offset, end, 'comment');
    offset = end;
  };

  const number = (): void => {
    const read = readNumber(text, offset);
    const place = span(offset, read.end);
    const found = text.slice(offset, read.end);
    if (read.malformed !== undefined) {
      const fixes =
        read.instead === undefined
          ? []
          : [{ title: `Write ${read.instead}`, edits: [{ span: place, text: read.instead }] }];
      diagnostics.push(
        report(
          'malformed-number',
          { found, reason: read.malformed },
          { span: place, ...(fixes.length ? { fixes } : {}) },
        ),
      );
    } else if (!Number.isFinite(read.value)) {
      diagnostics.push(report('number-too-large', { found }, { span: place }));
    }
    push(kinds.number, read.end, Number.isFinite(read.value) ? read.value : Number.MAX_VALUE);
  };

  const string = (): void => {
    const mark = text[offset]!;
    const read = readString(text, offset, mark === '"' ? '"' : foreignQuotes[mark]!);
    const place = span(offset, read.end);
    for (const escape of read.unknownEscapes) {
      const where = span(escape.offset, escape.offset + escape.image.length);
      const fixes = [
        { title: 'Write the backslash as \\\\', edits: [{ span: where, text: `\\${escape.image}` }] },
      ];
      diagnostics.push(report('unknown-escape', { found: escape.image }, { span: where, fixes }));
    }
    if (!read.closed) {
      const behind = span(read.end, read.end);
      const fixes = [{ title: 'Insert a quote', edits: [{ span: behind, text: '"' }] }];
      diagnostics.push(report('unterminated-string', {}, { span: place, fixes }));
    } else if (mark !== '"') {
      const fixes = [{ title: 'Use double quotes', edits: [{ span: place, text: quote(read.value) }] }];
      diagnostics.push(report('foreign-quotes', { found: mark }, { span: place, fixes }));
    }
    warnOfHidden(offset, read.end, 'text');
    push(kinds.string, read.end, read.value);
  };

  /** A word in place of a sign, with blanks where it would touch another word. */
  const apart = (wanted: string, { start, end }: Span): string => {
    const isWord = /^\w/.test(wanted);
    const touches = (beside: string | undefined): boolean =>
      isWord && beside !== undefined && /[\p{ID_Continue}]/u.test(beside);
    return `${touches(text[start.offset - 1]) ? ' ' : ''}${wanted}${touches(text[end.offset]) ? ' ' : ''}`;
  };

  const sign = (character: string): boolean => {
    const real = signsByFirst.get(character)?.find(([image]) => text.startsWith(image, offset));
    const foreign = lookAlikeAt(text, offset);
    if (foreign && foreign.found.length > (real?.[0].length ?? 0)) {
      const place = span(offset, offset + foreign.found.length);
      const fixes = [
        { title: `Write ${foreign.wanted}`, edits: [{ span: place, text: apart(foreign.wanted, place) }] },
      ];
      diagnostics.push(report('foreign-sign', foreign, { span: place, fixes }));
      push(foreign.kind, offset + foreign.found.length);
      return true;
    }
    if (real) push(real[1], offset + real[0].length);
    return real !== undefined;
  };

  while (offset < text.length && tokens.length < limits.tokens) {
    const code = text.charCodeAt(offset);
    if (code === 32 || code === 9) {
      offset++;
    } else if (code === 10 || code === 13) {
      offset += code === 13 && text.charCodeAt(offset + 1) === 10 ? 2 : 1;
      line++;
      lineStart = offset;
      first = true;
    } else if (isAsciiLetter(code)) {
      asciiName.lastIndex = offset;
      asciiName.test(text);
      // A letter beyond ASCII directly behind makes it a longer name.
      if (text.charCodeAt(asciiName.lastIndex) > 127) {
        name.lastIndex = offset;
        name.test(text);
        push(kinds.name, name.lastIndex, text.slice(offset, name.lastIndex).normalize('NFC'));
      } else {
        push(kinds.name, asciiName.lastIndex);
      }
    } else if (isDigit(code)) {
      number();
    } else if (code === 35) {
      comment();
    } else {
      const character = String.fromCodePoint(text.codePointAt(offset)!);
      if (character === '"' || Object.hasOwn(foreignQuotes, character)) {
        string();
      } else if (sign(character)) {
        continue;
      } else if (blank.test(character)) {
        offset += character.length;
      } else {
        name.lastIndex = offset;
        if (name.test(text)) {
          push(kinds.name, name.lastIndex, text.slice(offset, name.lastIndex).normalize('NFC'));
        } else {
          unknown();
        }
      }
    }
  }
  if (tokens.length >= limits.tokens)
    diagnostics.push(report('too-many-tokens', { limit: limits.tokens }, { span: span(offset, offset) }));
  return { tokens, comments, diagnostics, end: at(Math.min(offset, text.length)) };

  // A run of unknown characters is one mistake.
  function unknown(): void {
    let end = offset;
    let shown = '';
    while (end < text.length) {
      const character = String.fromCodePoint(text.codePointAt(end)!);
      const known =
        blank.test(character) || /[\p{ID_Continue}"#]/u.test(character) || signsByFirst.has(character);
      if (end > offset && (known || Object.hasOwn(foreignQuotes, character) || lookAlikeAt(text, end))) break;
      if (shown === '') shown = isUnseen(character) ? showCharacter(character) : `"${character}"`;
      end += character.length;
    }
    diagnostics.push(report('unknown-character', { shown }, { span: span(offset, end) }));
    offset = end;
  }
};
