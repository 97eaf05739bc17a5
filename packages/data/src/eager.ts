import type { OptionTable, SourceDefinition, Table } from '@neurite/contract';
import { completeOptions, hostRandom, type OptionArguments, type OptionRest } from '@neurite/tfjs';

/** A generator of examples as a function: the same examples as in a `.nn` file with these options. */
export type Generate<O extends OptionTable> = (...rest: OptionRest<OptionArguments<O>>) => Promise<Table>;

/**
 * Makes a function of a source that reads nothing.
 *
 * @throws RangeError (from the function) for an option that does not exist or is out of its bounds.
 */
export const generator =
  <O extends OptionTable>(definition: SourceDefinition<O>): Generate<O> =>
  async (...[given = {}]) => {
    const options = completeOptions(definition, given);
    const { seed } = options as { readonly seed?: number };
    const nothing = async () => {
      throw new Error(`${definition.name} reads no files.`);
    };
    const outcome = await definition.open({
      options,
      random: hostRandom(seed ?? 0, `source/${definition.name}`),
      readFile: nothing,
      listFolder: nothing,
      readPackageFile: nothing,
    });
    if (!outcome.ok) throw new Error(`${definition.name} cannot fail, but did.`);
    return outcome.value;
  };
