import { escapeText, isUnseen } from '@neurite/language';

/** The colours of terminal.ts and of diagnostics, which are ours. */
const colours = /(\u001b\[(?:[0-2]|3[1-6])(?:;(?:[0-2]|3[1-6]))*m)/u;

/** Text for people: names of files, classes and columns cannot hide or reorder anything, or make a terminal obey. */
export const visible = (text: string, color: boolean): string =>
  color
    ? text
        .split(colours)
        .map((part, index) => (index % 2 === 1 ? part : escapeText(part)))
        .join('')
    : escapeText(text);

const asCodes = (character: string): string =>
  Array.from(
    { length: character.length },
    (_, index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`,
  ).join('');

/** The same for what may be JSON, where a character has only one way to be written by its number. */
export const visibleData = (text: string, color: boolean): string => {
  if (!isUnseen(text)) return text;
  const show = (part: string): string =>
    Array.from(part, (character) => (isUnseen(character) ? asCodes(character) : character)).join('');
  return color
    ? text
        .split(colours)
        .map((part, index) => (index % 2 === 1 ? part : show(part)))
        .join('')
    : show(text);
};
