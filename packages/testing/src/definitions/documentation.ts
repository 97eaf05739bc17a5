import type { Described, OptionTable } from '@neurite/contract';
import { onReference, require, type Check } from './check.js';

/** What every definition must say of itself. */
export const documentationChecks = (
  definition: Described<OptionTable>,
  examplesNeeded: boolean,
): readonly Check[] => [
  onReference('is documented', () => {
    const { name, summary, options, examples = [], version } = definition;
    require(!Object.isFrozen(definition) && 'A definition is frozen.');
    require(!/^[a-z][a-z0-9_]*$/.test(name) && `The name "${name}" is not in snake_case.`);
    require(!(Number.isInteger(version) && version >= 1) && `${version} is not a version.`);
    require(!summary.endsWith('.') && 'The summary is a sentence and ends in a full stop.');
    for (const [option, { doc }] of Object.entries(options)) {
      require(!/\S{2}/.test(doc) && `Option "${option}" is not documented.`);
    }
    require(
      examplesNeeded &&
        !examples.some(({ expect }) => expect !== undefined) &&
        'No example says what it expects.',
    );
    for (const { code, options: given = {} } of examples) {
      const unknown = Object.keys(given).find((option) => options[option] === undefined);
      require(
        unknown !== undefined && `The example "${code}" gives an option "${unknown}" that does not exist.`,
      );
    }
  }),
];
