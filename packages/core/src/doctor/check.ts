import type { Diagnostic } from '@neurite/contract';

/** The checks, in the order in which they are made. */
export const checkNames = [
  'initial loss',
  'regularization',
  'units',
  'gradients',
  'rate range',
  'update size',
  'overfit',
] as const;

export type CheckName = (typeof checkNames)[number];

/** `skipped` says that there was nothing to check, or that what was found before leaves nothing to check. */
export type Verdict = 'ok' | 'warning' | 'failed' | 'skipped';

/** What one check came to; serialises to JSON. */
export interface Check {
  readonly name: CheckName;
  readonly verdict: Verdict;
  /** What was measured, in words, or why nothing was. */
  readonly measured: string;
  /** What to do about it; absent where all is well. */
  readonly advice?: string;
  /** What was measured, in numbers, by name. */
  readonly numbers: Readonly<Record<string, unknown>>;
  /** Coded, and at the lines of the file: what rules found, or why a check was left out. */
  readonly diagnostics: readonly Diagnostic[];
}

/** A verdict without its numbers. */
export type Judgement = Pick<Check, 'verdict' | 'measured' | 'advice'>;

const ranks: readonly Verdict[] = ['skipped', 'ok', 'warning', 'failed'];

/** The gravest of some verdicts; `ok` where there are none. */
export const gravest = (verdicts: readonly Verdict[]): Verdict =>
  verdicts.reduce((worst, each) => (ranks.indexOf(each) > ranks.indexOf(worst) ? each : worst), 'ok');
