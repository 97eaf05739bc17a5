import { keywords } from '../tokens/keywords.js';

/** A part of a text that can be read by itself: a declaration with what stands above it. */
export interface Chunk {
  readonly text: string;
  readonly offset: number;
  /** Lines before it. */
  readonly lines: number;
}

const quoting: ReadonlySet<string> = new Set(['import', 'use']);
const named = keywords.declarations.filter((word) => !quoting.has(word));
// At the start of a line nothing but a declaration looks like this, and a declaration ends all that was left open before it.
const opening = new RegExp(
  `(?<=^|[\\r\\n])(?:(?:${named.join('|')})[ \\t]+[\\p{ID_Start}_]|import[ \\t]*\\{|use[ \\t]*")`,
  'gu',
);

/** The start of the run of comments of their own that stands directly above an offset: they document what follows. */
const withComments = (text: string, offset: number, least: number): number => {
  let start = offset;
  while (start > least) {
    // Whatever ends the line before: LF, CRLF or CR.
    const end = text[start - 1] === '\n' && text[start - 2] === '\r' ? start - 2 : start - 1;
    let line = end;
    while (line > least && text[line - 1] !== '\n' && text[line - 1] !== '\r') line--;
    if (text[line] !== '#' || line === end) break;
    start = line;
  }
  return start;
};

const countLines = (text: string): number => text.match(/\r\n|\r|\n/g)?.length ?? 0;

/** Cuts a text before each declaration. Joined, the chunks are the text. */
export const chunksOf = (text: string): readonly Chunk[] => {
  const starts = [0];
  for (const { index } of text.matchAll(opening)) {
    const start = withComments(text, index, starts.at(-1)!);
    if (start > starts.at(-1)!) starts.push(start);
  }
  let lines = 0;
  return starts.map((start, index) => {
    const part = text.slice(start, starts[index + 1]);
    const chunk = { text: part, offset: start, lines };
    lines += countLines(part);
    return chunk;
  });
};
