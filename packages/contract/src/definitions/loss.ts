import type { OptionTable } from '../options.js';
import type { Context, Described, InputTable, InputsOf } from './common.js';

/**
 * A loss: one number per example, never reduced over the batch here. The first input is the prediction, the second the target.
 * Several signatures are tried in order; the first that fits the dtypes and ranks is taken.
 */
export interface LossDefinition<
  O extends OptionTable = OptionTable,
  I extends InputTable = InputTable,
> extends Described<O> {
  readonly kind: 'loss';
  readonly signatures: readonly I[];
  /** Conditions that must hold, in the dimension grammar: `blank < c`. One that speaks of a dimension which the signature lacks says nothing of it. */
  readonly assert?: readonly string[];
  /** What the prediction must be, for the linter: a `softmax` before a loss that reads logits is a mistake. */
  readonly reads: 'logits' | 'probabilities' | 'values';
  /** The last axis holds this many classes, for checks of labels against it: `c` names a dimension of the signature. */
  readonly classes?: string;
  /** Among how many classes an even guess costs the logarithm of their number: those of `classes`, or so many. */
  readonly evenGuess?: 'classes' | number;
  /**
   * The prediction that makes the loss least, where that is more than 0: targets between yes and no cost their entropy at best. `classes` is
   * the last axis of the prediction.
   */
  bestPrediction?<T>(target: T, classes: number, context: Context<T, O>): T;
  /** Whether examples of a batch are compared with each other: the loss then depends on how examples are put into batches. */
  readonly crossesExamples?: true;
  /** Gives `[batch]`. `weight: [batch]` is 0 for padding: whoever looks at other examples leaves it out. */
  apply<T>(inputs: InputsOf<T, I>, context: Context<T, O> & { readonly weight: T }): T;
}

/** A frozen loss definition. */
export const loss = <const O extends OptionTable, const I extends InputTable>(
  definition: Omit<LossDefinition<O, I>, 'kind' | 'version'> & { readonly version?: number },
): LossDefinition<O, I> => Object.freeze({ kind: 'loss' as const, version: 1, ...definition });
