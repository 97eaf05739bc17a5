import type { Reading } from './definitions/search.js';
import type { GraphValue, Recipe, Use } from './graph.js';
import type { Span } from './span.js';

/** A setting that a search changes. */
export interface SearchedSetting {
  /** `optimizer.rate`, `model.drop`, `batch`. */
  readonly target: string;
  readonly distribution: Use;
  /** Values that were written for it, as text. */
  readonly values: readonly string[];
  /** Whether it takes whole numbers only. */
  readonly integer: boolean;
  /** The distribution as it is written: `log(1e-5, 1e-1)`. */
  readonly text: string;
  readonly span?: Span;
}

/** The text of each searched setting, by target. */
export type Point = Readonly<Record<string, string>>;

/** A number of a run, and which way is better. */
export interface Watched {
  /** `validation.accuracy`. */
  readonly monitor: string;
  readonly better: 'higher' | 'lower';
}

/** A `search` block, checked and complete. Without an objective it is an experiment. */
export interface SearchPlan {
  readonly name: string;
  /** The recipe as it is without the search. */
  readonly recipe: Recipe;
  readonly settings: readonly SearchedSetting[];
  readonly strategy: Use;
  /** At most so many, of all rounds together. */
  readonly trials: number;
  /** Each round after the first searches a narrower cube about the best of those before. */
  readonly rounds: number;
  readonly objective?: Watched;
  /** What is reported of each trial, the objective included. */
  readonly report: readonly Watched[];
  /** A trial whose loss exceeds so many times what it was at first is given up. */
  readonly abandon?: number;
  readonly seed: number;
  readonly span?: Span;
}

/** What makes the members of an ensemble differ. */
export type Variation = 'seed' | 'bootstrap' | 'snapshot';

/** An `ensemble` block, checked and complete. */
export interface EnsemblePlan {
  readonly name: string;
  readonly recipe: Recipe;
  readonly members: number;
  readonly vary: readonly Variation[];
  readonly combination: Use;
  /** The values of the recipe's graph that members must agree on: outputs, and what losses and metrics read. */
  readonly readings: readonly { readonly value: GraphValue; readonly reading: Reading }[];
  readonly seed: number;
  readonly span?: Span;
}
