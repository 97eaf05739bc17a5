import type { AugmentationDefinition, HostTensor, OptionTable } from '@neurite/contract';
import { completeOptions, hostRandom, type OptionArguments, type OptionRest } from '@neurite/tfjs';

/** An augmentation as a function of one example in host memory. `seed` decides what is drawn; 0 by default. */
export type Change<O extends OptionTable> = (
  example: HostTensor,
  ...rest: OptionRest<OptionArguments<O> & { readonly seed?: number }>
) => HostTensor;

/**
 * Makes a function of an augmentation that changes examples; what mixes examples needs more than one, and is for training.
 *
 * @throws RangeError (from the function) for an option that does not exist or is out of its bounds.
 */
export const changing =
  <O extends OptionTable>(definition: AugmentationDefinition<O>): Change<O> =>
  ({ shape, data }, ...[given = {}]) => {
    const { seed = 0, ...rest } = given as { readonly seed?: number };
    const options = completeOptions(definition, rest);
    const into = new Float32Array(data.length);
    const random = hostRandom(seed, `augment/${definition.name}`);
    definition.change!(Float32Array.from(data), into, { options, shape, random });
    return { dtype: 'float32', shape, data: into };
  };
