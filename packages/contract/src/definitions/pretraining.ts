import type { OptionTable } from '../options.js';
import type { Context, Described } from './common.js';

/** One stage of pretraining: a part of a network that makes a code of its input, and the way back. */
export interface StageFunctions<T> {
  /** From the input of the stage to its code. */
  encode(x: T): T;
  /** From a code back to the shape of the input, and to the range of the activation that the input comes from. */
  decode(code: T): T;
  /** The same without the activation that each ends in: logits, where that is a sigmoid. */
  encodeLinearly(x: T): T;
  decodeLinearly(code: T): T;
  /** `‖∂ encode(x) / ∂x‖²` for each example, [batch]. */
  jacobianNorm(x: T): T;
}

/** A method of greedy layer-wise pretraining: the objective of one stage. */
export interface PretrainingDefinition<O extends OptionTable = OptionTable> extends Described<O> {
  readonly kind: 'pretraining';
  /** Whether the decoder must use the encoder's weights. */
  readonly tied?: true;
  /** The activation that each stage must end in, and have before it an affine map and nothing else. */
  readonly activation?: string;
  /** Gives `[batch]`. */
  objective<T>(stage: StageFunctions<T> & { readonly input: T }, context: Context<T, O>): T;
}

/** A frozen pretraining definition. */
export const pretraining = <const O extends OptionTable>(
  definition: Omit<PretrainingDefinition<O>, 'kind' | 'version'> & { readonly version?: number },
): PretrainingDefinition<O> => Object.freeze({ kind: 'pretraining' as const, version: 1, ...definition });
