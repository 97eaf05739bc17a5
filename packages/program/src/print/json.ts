import type { Program } from '@neurite/contract';

const isSpecial = (value: unknown): value is number =>
  typeof value === 'number' && (!Number.isFinite(value) || Object.is(value, -0));

const restored = (data: unknown): unknown => {
  if (typeof data === 'string') return Number(data);
  return Array.isArray(data) ? data.map(restored) : data;
};

/** A program as JSON. The numbers that JSON lacks (±∞, NaN, −0) stand as strings in the data of constants. */
export const stringify = (program: Program): string =>
  JSON.stringify(program, (_, value: unknown) => {
    if (!isSpecial(value)) return value;
    return Object.is(value, -0) ? '-0' : String(value);
  });

/**
 * The program that `stringify` wrote, frozen. Whoever reads text from elsewhere calls `verify` on the result.
 *
 * @throws SyntaxError where the text is not JSON.
 */
export const parse = (text: string): Program =>
  JSON.parse(text, (key, value: unknown) => {
    // Nothing but constants has data.
    const revived = key === 'data' ? restored(value) : value;
    return typeof revived === 'object' ? Object.freeze(revived) : revived;
  }) as Program;
