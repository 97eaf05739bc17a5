/** A number for a sentence or a table: three digits, and powers of ten where they are needed. */
export const short = (value: number): string => {
  if (!Number.isFinite(value)) return String(value);
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-3 || size >= 1e6)) return value.toExponential(1);
  return String(Number(value.toPrecision(3)));
};

export const percent = (value: number): string => `${(value * 100).toFixed(1)} %`;

/** Mean and spread: `92.1 ± 0.4 %`. */
export const percentSpread = (centre: number, spread: number): string =>
  `${(centre * 100).toFixed(1)} ± ${(spread * 100).toFixed(1)} %`;

/** `a, b and c`. */
export const listed = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
