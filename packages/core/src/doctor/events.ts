import type { Diagnostic } from '@neurite/contract';
import type { Check, CheckName, Verdict } from './check.js';
import type { RateRange } from './read-range.js';

/** Who is examined, and on what. */
interface Begun {
  readonly recipe: string;
  readonly model: string;
  readonly backend: string;
  readonly seed: number;
  /** The learning rate of the recipe, before schedules. */
  readonly rate: number;
  /** Of the training part. */
  readonly examples: number;
}

/** What an examination came to; serialises to JSON. */
export interface Examination extends Begun {
  /** The gravest of all checks. */
  readonly verdict: Verdict;
  /** Whether it was ended before all checks were made. */
  readonly interrupted: boolean;
  readonly checks: readonly Check[];
  /** Absent where no range of rates was tested. */
  readonly rates?: RateRange;
}

/** What happens while a recipe is examined; the last one is `done`, `interrupted` or `failed`. */
export type DoctorEvent =
  | ({ readonly event: 'start' } & Begun)
  | { readonly event: 'looking'; readonly check: CheckName }
  | ({ readonly event: 'check' } & Check)
  | { readonly event: 'done'; readonly verdict: Verdict }
  | { readonly event: 'interrupted' }
  | { readonly event: 'failed'; readonly diagnostics: readonly Diagnostic[] };
