/** Where some numbers lie. */
export interface Spread {
  readonly count: number;
  readonly mean: number;
  /** The standard deviation, of n − 1; 0 of a single number. */
  readonly deviation: number;
  readonly least: number;
  readonly greatest: number;
}

/** Mean and spread of those numbers that are finite; undefined where there are none. */
export const spreadOf = (values: readonly number[]): Spread | undefined => {
  const finite = values.filter(Number.isFinite);
  const count = finite.length;
  if (count === 0) return undefined;
  const mean = finite.reduce((sum, value) => sum + value, 0) / count;
  const squares = finite.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return {
    count,
    mean,
    deviation: count === 1 ? 0 : Math.sqrt(squares / (count - 1)),
    least: Math.min(...finite),
    greatest: Math.max(...finite),
  };
};
