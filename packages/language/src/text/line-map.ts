import type { Position } from '@neurite/contract';

/** Finds lines and columns in a text. Lines end with LF, CRLF or a lone CR; a byte order mark is no part of the first. */
export interface LineMap {
  readonly lineCount: number;
  positionAt(offset: number): Position;
  /** The offset of a line and column, both from 1; clamped to the line and to the text. */
  offsetAt(line: number, column: number): number;
  /** A line without its end, from 1; empty beyond the text. */
  lineText(line: number): string;
}

export const createLineMap = (text: string): LineMap => {
  const starts = [text.startsWith('\ufeff') ? 1 : 0];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 10 || (code === 13 && text.charCodeAt(i + 1) !== 10)) starts.push(i + 1);
  }
  const lineText = (line: number): string =>
    line < 1 || line > starts.length
      ? ''
      : text.slice(starts[line - 1], starts[line] ?? text.length).replace(/[\r\n]+$/, '');
  return {
    lineCount: starts.length,
    lineText,
    positionAt: (offset) => {
      const at = Math.max(starts[0]!, Math.min(offset, text.length));
      let low = 0;
      let high = starts.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if (starts[middle]! <= at) low = middle;
        else high = middle - 1;
      }
      return { offset: at, line: low + 1, column: at - starts[low]! + 1 };
    },
    offsetAt: (line, column) => {
      const index = Math.max(1, Math.min(line, starts.length));
      return starts[index - 1]! + Math.max(0, Math.min(column - 1, lineText(index).length));
    },
  };
};

/** The line and column of an offset. For many offsets of one text, make a line map once. */
export const positionAt = (text: string, offset: number): Position => createLineMap(text).positionAt(offset);
