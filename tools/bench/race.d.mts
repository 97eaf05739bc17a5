/** Milliseconds. */
export interface Times {
  readonly median: number;
  readonly best: number;
}

export const race: (
  sides: readonly (() => Promise<unknown>)[],
  rounds: number,
  perRound: number,
) => Promise<readonly Times[]>;
