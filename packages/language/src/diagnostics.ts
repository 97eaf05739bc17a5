import { reporter } from '@neurite/contract';
import type { DiagnosticRow } from '@neurite/contract';

const error = <A>(
  message: (parts: A) => string,
  help?: (parts: A) => string | undefined,
): DiagnosticRow<A> => ({
  severity: 'error',
  message,
  ...(help ? { help } : {}),
});
const warning = <A>(
  message: (parts: A) => string,
  help?: (parts: A) => string | undefined,
): DiagnosticRow<A> => ({
  ...error(message, help),
  severity: 'warning',
});

/** Adds the suggestion, where there is one. */
const suggesting = (sentence: string, suggestion?: string): string =>
  suggestion === undefined ? sentence : `${sentence} Did you mean "${suggestion}"?`;

/** Every mistake that reading a text can find: its code, how bad it is, and what it says. */
export const diagnosticTable = {
  // Characters and words
  'unknown-character': error((p: { shown: string }) => `The character ${p.shown} has no meaning here.`),
  'foreign-sign': error(
    (p: { found: string; wanted: string }) => `"${p.found}" is written "${p.wanted}" here.`,
  ),
  'foreign-quotes': error((p: { found: string }) => `Text stands in double quotes ("), not in ${p.found}.`),
  'foreign-comment': error((p: { found: string }) => `A comment begins with #, not with ${p.found}.`),
  'hidden-character': warning(
    (p: { shown: string; place: 'text' | 'comment' }) =>
      `This ${p.place} holds the invisible character ${p.shown}, which can change how it looks.`,
    (p) => (p.place === 'text' ? `If it is wanted, write it as an escape: ${p.shown}.` : 'Remove it.'),
  ),
  'unterminated-string': error(() => 'This text is not closed: a " is missing before the end of the line.'),
  'unknown-escape': error(
    (p: { found: string }) => `Unknown escape ${p.found}.`,
    () =>
      'There are \\n, \\t, \\r, \\", \\\\ and \\u{…} with a hexadecimal code point. A backslash itself is written \\\\.',
  ),
  'malformed-number': error(
    (p: { found: string; reason: string }) => `"${p.found}" is not a number: ${p.reason}.`,
  ),
  'number-too-large': error(
    (p: { found: string }) => `The number ${p.found} is too large: the largest is about 1.8e308.`,
  ),

  // Limits
  'source-too-large': error(
    (p: { bytes: number; limit: number }) => `The text has ${p.bytes} bytes; at most ${p.limit} are read.`,
    () => 'Blocks and "repeat" say large models in few lines; "import" spreads them over files.',
  ),
  'too-many-tokens': error((p: { limit: number }) => `The text has more than ${p.limit} words and signs.`),
  'nesting-too-deep': error((p: { limit: number }) => `Brackets are nested more than ${p.limit} deep.`),
  'chain-too-long': error(
    (p: { limit: number }) => `More than ${p.limit} operations hang together in one value.`,
    () => 'Name an intermediate value, or use "repeat".',
  ),
  'too-many-mistakes': error(
    (p: { limit: number }) => `More than ${p.limit} mistakes; the rest is not shown.`,
  ),

  // Brackets
  'unclosed-bracket': error(
    (p: { open: string; close: string }) => `"${p.open}" is never closed: a "${p.close}" is missing.`,
  ),
  'unopened-block': error(() => 'A "{" is missing here: the block below is closed but never opened.'),
  'unmatched-bracket': error((p: { close: string }) => `"${p.close}" closes nothing.`),
  'mismatched-bracket': error(
    (p: { open: string; close: string; wanted: string }) =>
      `"${p.open}" is closed by "${p.close}" instead of "${p.wanted}".`,
  ),

  // Structure
  'unexpected-token': error((p: { found: string; expected?: string; after?: string }) =>
    p.expected === undefined
      ? `Did not expect ${p.found} here.`
      : `Expected ${p.expected}${p.after === undefined ? '' : ` after ${p.after}`}, found ${p.found}.`,
  ),
  'missing-value': error(
    (p: { found: string; after?: string }) =>
      `Expected a value${p.after === undefined ? '' : ` after ${p.after}`}, found ${p.found}.`,
  ),
  'missing-name': error(
    (p: { found: string; after?: string }) =>
      `Expected a name${p.after === undefined ? '' : ` after ${p.after}`}, found ${p.found}.`,
  ),
  'missing-comma': error((p: { what: string }) => `A comma is missing between two ${p.what}.`),
  'missing-colon': error((p: { key: string }) => `A colon is missing after "${p.key}".`),
  'equals-for-colon': error(
    (p: { key: string; what: string }) => `${p.what} are written with a colon: "${p.key}: …".`,
  ),
  'equals-for-comparison': error(() => '"=" names a value; "==" compares two.'),
  'chained-comparison': error(
    (p: { first: string; second: string }) => `"${p.first}" and "${p.second}" cannot be chained.`,
    () => 'Compare twice: a < b and b < c.',
  ),
  'mixed-arrow': error((p: { operator: string }) => `"->" and "${p.operator}" mix only with parentheses.`),
  'several-in-parentheses': error(
    () => 'Parentheses hold one value.',
    () => 'A list stands in brackets: [a, b].',
  ),
  'unknown-declaration': error(
    (p: { name: string; suggestion?: string }) =>
      suggesting(`Unknown declaration "${p.name}".`, p.suggestion),
    ({ suggestion }) =>
      suggestion === undefined
        ? 'A file holds import, use, model, block, function, data, train, pretrain, search and ensemble.'
        : undefined,
  ),
  'unknown-statement': error((p: { name: string; suggestion: string }) =>
    suggesting(`Unknown statement "${p.name}".`, p.suggestion),
  ),
  'misplaced-statement': error(
    (p: { keyword: string; where: string; belongs: string }) =>
      `"${p.keyword}" cannot stand in ${p.where}: it belongs in ${p.belongs}.`,
  ),
} as const;

export type Code = keyof typeof diagnosticTable;

/** Makes the diagnostics of this package. */
export const report = reporter(diagnosticTable);
