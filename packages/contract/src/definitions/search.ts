import type { Ops } from '../ops.js';
import type { OptionTable, OptionsOf } from '../options.js';
import type { Described } from './common.js';
import type { HostRandom } from './initializer.js';
import type { LossDefinition } from './loss.js';

/** One side of the cube that strategies search: numbers from 0 to 1, or one of `size` things, counted from 0. */
export type Axis = { readonly kind: 'range' } | { readonly kind: 'items'; readonly size: number };

/** What a distribution is asked about: its options, and what the file says of the target. */
export interface SampleSpace<O extends OptionTable = OptionTable> {
  readonly options: OptionsOf<O>;
  /** Values that were written for the target, as text: what a distribution that takes values picks from. */
  readonly values: readonly string[];
  /** Whether the target takes whole numbers only. */
  readonly integer: boolean;
}

/**
 * What a searched setting may be. A host function from places in a cube to texts that could stand in the file: strategies know the
 * cube only, and nothing else knows more than the text.
 */
export interface DistributionDefinition<O extends OptionTable = OptionTable> extends Described<O> {
  readonly kind: 'distribution';
  /** What its positional arguments are: options, or values for the target. */
  readonly takes: 'options' | 'values';
  /** Options whose lists name layers of the catalog or of the file. */
  readonly layers?: readonly (keyof O & string)[];
  /** Every one of its values is tried: only a strategy that leaves none out can use it. */
  readonly exhaustive?: true;
  /** What is wrong with options that are right one by one: a sentence. */
  problem?(space: SampleSpace<O>): string | undefined;
  /** The sides that its cube has. */
  axes(space: SampleSpace<O>): readonly Axis[];
  /** The text at a place of the cube: of each range a number from 0 to 1, of each list of items an index. */
  sample(place: readonly number[], space: SampleSpace<O>): string;
  /** Options of the same distribution that goes further beyond one end; undefined where nothing lies there. */
  wider?(end: 'low' | 'high', space: SampleSpace<O>): OptionsOf<O> | undefined;
}

/** A trial that a strategy asks for: a place of the cube, trained for so many epochs of the recipe's. */
export interface Move {
  /** Trials count from 0. The same trial with more epochs goes on from where it was. */
  readonly trial: number;
  readonly place: readonly number[];
  readonly epochs: number;
}

/** A move that was made. */
export interface MoveResult extends Move {
  /** What is to be made small; infinite where training diverged. */
  readonly cost: number;
}

/** What a strategy goes by. */
export interface StrategyRequest {
  readonly axes: readonly Axis[];
  /** How many trials there may be. */
  readonly trials: number;
  /** The epochs of a whole training. */
  readonly epochs: number;
}

/** How the places of a cube are tried: a pure function of what came of those that were tried before. */
export interface StrategyDefinition<O extends OptionTable = OptionTable> extends Described<O> {
  readonly kind: 'strategy';
  /** Tries every item of every axis that has some. */
  readonly exhaustive?: true;
  /** Goes by costs: without an objective it cannot be used. */
  readonly compares?: true;
  /** Trains less than the whole recipe: its length must be known in epochs. */
  readonly partial?: true;
  /** What is wrong with what is asked of it: a sentence. */
  problem?(request: StrategyRequest, options: OptionsOf<O>): string | undefined;
  /**
   * The next moves, none of which waits for the result of another; none where all is done. `history` holds all moves of earlier answers
   * in order; `random` gives the same numbers for the same name.
   */
  next(
    request: StrategyRequest & { readonly history: readonly MoveResult[] },
    context: { readonly options: OptionsOf<O>; random(name: string): HostRandom },
  ): readonly Move[];
}

/** What the values of an output are. Classes exclude each other along the last axis; without them each number is a decision of its own. */
export interface Reading {
  readonly reads: LossDefinition['reads'];
  readonly classes: boolean;
}

/** How the members of an ensemble become one model. What comes out is of the kind that went in: scores of scores. */
export interface CombinationDefinition<O extends OptionTable = OptionTable> extends Described<O> {
  readonly kind: 'combination';
  /** Whether outputs can be combined that are no decisions. */
  readonly values: boolean;
  apply<T>(
    outputs: readonly T[],
    context: { readonly ops: Ops<T>; readonly options: OptionsOf<O>; readonly reading: Reading },
  ): T;
}

/** A frozen distribution definition. */
export const distribution = <const O extends OptionTable>(
  definition: Omit<DistributionDefinition<O>, 'kind' | 'version'> & { readonly version?: number },
): DistributionDefinition<O> => Object.freeze({ kind: 'distribution' as const, version: 1, ...definition });

/** A frozen strategy definition. */
export const strategy = <const O extends OptionTable>(
  definition: Omit<StrategyDefinition<O>, 'kind' | 'version'> & { readonly version?: number },
): StrategyDefinition<O> => Object.freeze({ kind: 'strategy' as const, version: 1, ...definition });

/** A frozen combination definition. */
export const combination = <const O extends OptionTable>(
  definition: Omit<CombinationDefinition<O>, 'kind' | 'version'> & { readonly version?: number },
): CombinationDefinition<O> => Object.freeze({ kind: 'combination' as const, version: 1, ...definition });
