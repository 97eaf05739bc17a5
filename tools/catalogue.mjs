// Writes docs/catalogue.md from the catalog: `npm run catalogue`. With --check it only says whether the file is current.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { importSource } from './import-source.mjs';
import { root } from './setup.mjs';

const titles = {
  activation: 'Activations',
  layer: 'Layers',
  normalizer: 'Normalizers',
  noise: 'Noise and dropout',
  initializer: 'Initializers',
  regularizer: 'Regularizers',
  constraint: 'Constraints',
  loss: 'Losses',
  metric: 'Metrics',
  optimizer: 'Optimizers',
  schedule: 'Schedules',
  source: 'Data sources',
  transform: 'Preprocessing',
  augmentation: 'Augmentation',
  pretraining: 'Pretraining',
  distribution: 'Distributions of searched settings',
  strategy: 'Search strategies',
  combination: 'Combinations of ensembles',
};

const groupOf = ({ kind, family }) => (kind === 'layer' && family in titles ? family : kind);

const cell = (text) => String(text).replaceAll('|', '\\|').replaceAll('\n', ' ');

const optionText = (options) =>
  Object.entries(options)
    .map(
      ([name, option]) =>
        `\`${name}${option.default === undefined ? '' : `: ${cell(JSON.stringify(option.default))}`}\``,
    )
    .join(', ');

const section = (title, definitions) => {
  const rows = [...definitions]
    .sort((a, b) => a.name.localeCompare(b.name))
    .map(
      ({ name, summary, formula, options }) =>
        `| \`${name}\` | ${cell(summary)} | ${formula ? `\`${cell(formula)}\`` : ''} | ${optionText(options)} |`,
    );
  return `## ${title}\n\n| name | what it is | formula | options |\n|---|---|---|---|\n${rows.join('\n')}\n`;
};

/** The text of docs/catalogue.md. */
export const catalogueText = async () => {
  const { catalog } = await importSource('packages/standard/src/catalog.ts');
  const groups = new Map(Object.keys(titles).map((group) => [group, []]));
  for (const definition of catalog.definitions) groups.get(groupOf(definition)).push(definition);
  const sections = [...groups]
    .filter(([, list]) => list.length > 0)
    .map(([group, list]) => section(titles[group], list));
  return [
    '# The catalogue',
    '',
    `What the names in a \`.nn\` file may stand for: ${catalog.definitions.length} entries. \`nn plugins NAME\` shows one with its bounds, examples and references.`,
    'This page is generated: `npm run catalogue`. Every entry is run on every backend by the tests of its package.',
    '',
    ...sections,
  ].join('\n');
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const file = join(root, 'docs/catalogue.md');
  const text = await catalogueText();
  if (process.argv.includes('--check')) {
    const current = existsSync(file) && readFileSync(file, 'utf8') === text;
    if (!current) console.error('docs/catalogue.md is not current: run `npm run catalogue`.');
    process.exitCode = current ? 0 : 1;
  } else writeFileSync(file, text);
}
