import type { DiagnosticRow } from '@neurite/contract';

type Words<A> = (parts: A) => string;
type Help<A> = (parts: A) => string | undefined;

export const error = <A>(message: Words<A>, help?: Help<A>): DiagnosticRow<A> => ({
  severity: 'error',
  message,
  ...(help === undefined ? {} : { help }),
});

export const warning = <A>(message: Words<A>, help?: Help<A>): DiagnosticRow<A> => ({
  ...error(message, help),
  severity: 'warning',
});

/** A sentence with the suggestion, where there is one. */
export const suggesting = (sentence: string, suggestion: string | undefined): string =>
  suggestion === undefined ? sentence : `${sentence} Did you mean "${suggestion}"?`;

/** `a, b and c`. */
export const listed = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)!}`;

/** `1_000_000`: numbers as the language writes them. */
export const grouped = (value: number): string =>
  Number.isInteger(value) ? String(value).replace(/\B(?=(\d{3})+$)/gu, '_') : String(value);
