import type { OptionTable } from '../options.js';
import type { Context, Described } from './common.js';

/** A method of greedy layer-wise pretraining: the objective of one stage. */
export interface PretrainingDefinition<O extends OptionTable = OptionTable> extends Described<O> {
  readonly kind: 'pretraining';
  /** Gives `[batch]`. `encode` maps a stage's input to its code; `decode` maps a code back to the shape of the input. */
  objective<T>(stage: { readonly input: T; encode(x: T): T; decode(code: T): T }, context: Context<T, O>): T;
}

/** A frozen pretraining definition. */
export const pretraining = <const O extends OptionTable>(
  definition: Omit<PretrainingDefinition<O>, 'kind' | 'version'> & { readonly version?: number },
): PretrainingDefinition<O> => Object.freeze({ kind: 'pretraining' as const, version: 1, ...definition });
