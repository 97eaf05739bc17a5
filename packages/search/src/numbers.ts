import type { OptionTable, SampleSpace } from '@neurite/contract';

// Nobody tunes a fifth digit, and four come out the same whatever the last bits of an engine's logarithms are.
const DIGITS = 4;

/** A number as it is written in a file: four digits, but never beyond the ends of its range. */
export const written = (value: number, from: number, to: number): string =>
  String(Math.min(to, Math.max(from, Number(value.toPrecision(DIGITS)))));

/** A number that a user would write for an end of a range: one digit where that is enough. */
export const round = (value: number): number => Number(value.toPrecision(2));

/** A whole number at a place from 0 to 1 between two others, both included. */
export const wholeBetween = (place: number, from: number, to: number): number =>
  Math.min(to, Math.floor(from + place * (to - from + 1)));

/** The options of a range of numbers. */
export const endsOf = <O extends OptionTable>(
  space: SampleSpace<O>,
): { readonly from: number; readonly to: number } =>
  space.options as unknown as { readonly from: number; readonly to: number };

/** What is wrong with the ends of a range. */
export const endsProblem = <O extends OptionTable>(space: SampleSpace<O>): string | undefined => {
  const { from, to } = endsOf(space);
  return space.integer && !(Number.isInteger(from) && Number.isInteger(to))
    ? `The setting takes whole numbers, and its range goes from ${from} to ${to}.`
    : undefined;
};
