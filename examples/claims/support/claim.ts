import type { Lab } from './lab.js';

/** What came of a claim: it may hold in part, and the sentence says which. */
export type Outcome = 'holds' | 'holds in part' | 'does not hold';

export interface Verdict {
  readonly outcome: Outcome;
  /** What came out, with its numbers. */
  readonly sentence: string;
}

export interface Table {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/**
 * A claim of the lecture notes, and how it is tried. Only `measure` computes; what is said and drawn is made from its numbers, which
 * survive JSON, so that a page can be made again without training anything.
 */
export interface Claim<N> {
  /** Also that of its files. */
  readonly name: string;
  /** The claim, in one sentence. */
  readonly says: string;
  /** Data, network, seeds: what the numbers depend on. */
  readonly conditions: string;
  /** A few seconds: tried in every build. */
  readonly isQuick: boolean;
  measure(lab: Lab): Promise<N>;
  judge(numbers: N): Verdict;
  table(numbers: N): Table;
  /** An SVG file. */
  draw(numbers: N): string;
}

/** The outcome of several conditions: all, some or none of them. */
export const outcomeOf = (...conditions: readonly boolean[]): Outcome => {
  if (conditions.every(Boolean)) return 'holds';
  return conditions.some(Boolean) ? 'holds in part' : 'does not hold';
};
