import type { OptionTable, OptionsOf } from '../options.js';
import type { Shape } from '../tensor.js';
import type { Described, InputTable } from './common.js';
import type { HostRandom } from './initializer.js';

/** What a random change of one example is given. */
export interface AugmentationContext<O extends OptionTable = OptionTable> {
  readonly options: OptionsOf<O>;
  /** The shape of the example, without a batch. */
  readonly shape: Shape;
  /** Keyed by seed, field, epoch and example: the same whatever batch the example is in, and after a resume. */
  readonly random: HostRandom;
}

/**
 * A random change of training examples: `augment image = random_shift(2) -> random_flip(horizontal)`. A host function in float64 on
 * float32 fields as they are read, before the tensor transforms of the field; it keeps the shape. Validation and test never see it.
 *
 * Either `change` or `mix` is there.
 */
export interface AugmentationDefinition<O extends OptionTable = OptionTable> extends Described<O> {
  readonly kind: 'augmentation';
  /** One input, as for layers: `{ x: '[batch, h, w, c]' }`. What comes out has the same type. */
  readonly inputs: InputTable;
  /** Conditions that must hold, in the dimension grammar, where the dimensions are known: `by < h`. */
  readonly assert?: readonly string[];
  /** Writes every element of the changed example into `into`, which is other memory than `example`. */
  readonly change?: (example: Float32Array, into: Float32Array, context: AugmentationContext<O>) => void;
  /** Whole examples are mixed, all their fields alike, with another one of the training part: gives the weight of the first, in [0, 1]. */
  readonly mix?: (context: Omit<AugmentationContext<O>, 'shape'>) => number;
}

/** A frozen augmentation definition. */
export const augmentation = <const O extends OptionTable>(
  definition: Omit<AugmentationDefinition<O>, 'kind' | 'version'> & { readonly version?: number },
): AugmentationDefinition<O> => Object.freeze({ kind: 'augmentation' as const, version: 1, ...definition });
