import type { Diagnostic, Variation } from '@neurite/contract';
import type { EndReason, EpochRecord, Scores } from '../train/events.js';
import type { Disagreement } from './disagreement.js';

/** The parts of the data that models are compared on. */
export type JudgedParts = Readonly<Partial<Record<'validation' | 'test', Scores>>>;

/** What came of a member. */
export interface MemberRecord {
  /** Members count from 1. */
  readonly member: number;
  readonly seed: number;
  readonly reason: EndReason;
  readonly scores: JudgedParts;
  readonly seconds: number;
}

/** What happens while an ensemble is trained; serialises to JSON. The last one is `done`, `interrupted` or `failed`. */
export type EnsembleEvent =
  | {
      readonly event: 'start';
      /** The folder of the ensemble, if there is one. */
      readonly run?: string;
      readonly ensemble: string;
      readonly recipe: string;
      readonly members: number;
      readonly vary: readonly Variation[];
      readonly combination: string;
    }
  | {
      readonly event: 'member-start';
      readonly member: number;
      readonly seed: number;
      readonly epochs: number;
    }
  | ({ readonly event: 'epoch'; readonly member: number } & EpochRecord)
  | ({ readonly event: 'member' } & MemberRecord)
  | {
      readonly event: 'done';
      readonly run?: string;
      readonly scores: JudgedParts;
      /** How far members are apart on the test part, or else on the validation or training part. */
      readonly disagreement: Disagreement;
      readonly seconds: number;
      readonly weights_sha256: string;
    }
  | { readonly event: 'interrupted'; readonly run?: string; readonly member: number }
  | { readonly event: 'failed'; readonly diagnostics: readonly Diagnostic[] };
