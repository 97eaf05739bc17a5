import type { TextEdit } from '@neurite/contract';
import { format } from '@neurite/language';
import type { Document } from '../documents/document.js';

/** The edit that makes a text canonical: none where it is so already, or where it cannot be read. */
export const formattingEdits = ({ text, name, lines, readable }: Document): readonly TextEdit[] => {
  if (!readable) return [];
  const { text: wanted } = format(text, { source: name });
  if (wanted === text) return [];
  // Only what differs is replaced, so that the caret and breakpoints elsewhere stay where they are.
  const shortest = Math.min(text.length, wanted.length);
  let head = 0;
  while (head < shortest && text[head] === wanted[head]) head++;
  let tail = 0;
  while (tail < shortest - head && text[text.length - 1 - tail] === wanted[wanted.length - 1 - tail]) tail++;
  const span = { source: name, start: lines.positionAt(head), end: lines.positionAt(text.length - tail) };
  return [{ span, text: wanted.slice(head, wanted.length - tail) }];
};
