/** From `high` at 0 to `low` at 1 along half a cosine; `low` beyond. */
export const halfCosine = (high: number, low: number, at: number): number =>
  low + ((high - low) * (1 + Math.cos(Math.PI * Math.min(1, at)))) / 2;
