import { escapeText, isUnseen } from '@neurite/language';

/** The colours of terminal.ts and of diagnostics, which are ours. */
const colours = /(\u001b\[(?:[0-2]|3[1-6])(?:;(?:[0-2]|3[1-6]))*m)/u;

/** Applies to everything but our own colours, where the terminal has any. */
const between = (text: string, color: boolean, show: (part: string) => string): string =>
  color
    ? text
        .split(colours)
        .map((part, index) => (index % 2 === 1 ? part : show(part)))
        .join('')
    : show(text);

/** Text for people: names of files, classes and columns cannot hide or reorder anything, or make a terminal obey. */
export const visible = (text: string, color: boolean): string => between(text, color, escapeText);

const asCodes = (character: string): string =>
  Array.from(
    { length: character.length },
    (_, index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`,
  ).join('');

/** The same for what may be JSON, where a character has only one way to be written by its number. */
export const visibleData = (text: string, color: boolean): string =>
  isUnseen(text)
    ? between(text, color, (part) =>
        Array.from(part, (character) => (isUnseen(character) ? asCodes(character) : character)).join(''),
      )
    : text;
