import type { Diagnostic, Point } from '@neurite/contract';
import type { EndReason, EpochRecord } from '../train/events.js';
import type { Spread } from './statistics.js';

/** What came of a trial, or of the part of it that was trained so far. */
export interface TrialRecord {
  /** Rounds and trials count from 1; trials through all rounds. */
  readonly round: number;
  readonly trial: number;
  /** The text of each searched setting, by target. */
  readonly point: Point;
  /** Where that is: in the cube of the round, and in that of the whole search. */
  readonly place: readonly number[];
  readonly at: readonly number[];
  /** How many epochs were asked for. */
  readonly epochs: number;
  /** Numbers that are reported, by name: `validation.accuracy`. */
  readonly scores: Readonly<Record<string, number>>;
  /** What strategies make small; infinite where training came to nothing. */
  readonly cost: number;
  /** `paused`: it may go on in a later move. `failed`: it could not be trained at all, and `problems` says why. */
  readonly reason: EndReason | 'paused' | 'failed';
  readonly problems?: readonly string[];
  readonly steps: number;
  readonly seconds: number;
}

/** What happens in a search; serialises to JSON. `start` comes first; the last one is `done`, `interrupted` or `failed`. */
export type SearchEvent =
  | {
      readonly event: 'start';
      /** The folder of the search, if there is one. */
      readonly run?: string;
      readonly search: string;
      readonly recipe: string;
      readonly strategy: string;
      readonly trials: number;
      readonly rounds: number;
      /** How each setting is searched, by target. */
      readonly settings: Readonly<Record<string, string>>;
      /** Moves that were recorded before. */
      readonly resumed?: number;
    }
  | {
      readonly event: 'trial-start';
      readonly round: number;
      readonly trial: number;
      readonly point: Point;
      readonly epochs: number;
    }
  | ({ readonly event: 'epoch'; readonly trial: number } & EpochRecord)
  /** `best` says that none before was as good. */
  | ({ readonly event: 'trial'; readonly best: boolean } & TrialRecord)
  | { readonly event: 'finding'; readonly diagnostic: Diagnostic }
  | {
      readonly event: 'done';
      readonly run?: string;
      readonly trials: number;
      readonly seconds: number;
      readonly best?: TrialRecord;
      /** Over all trials that came to an end, by the name of the number. */
      readonly spread: Readonly<Record<string, Spread>>;
    }
  | { readonly event: 'interrupted'; readonly run?: string; readonly trial: number }
  | { readonly event: 'failed'; readonly diagnostics: readonly Diagnostic[] };
