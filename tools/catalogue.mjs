// Writes docs/catalogue.md from the catalog: `npm run catalogue`. With --check it only says whether the file is current.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { importSource } from './import-source.mjs';
import { leftOut } from './left-out.mjs';
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

const optionText = (options, optionRules) =>
  Object.entries(options)
    .map(([name, option]) => {
      const fallback = option.default === undefined ? '' : `: ${cell(JSON.stringify(option.default))}`;
      const rules = optionRules(option);
      return `\`${name}${fallback}\`${rules.length === 0 ? '' : ` (${rules.join(', ')})`}`;
    })
    .join(', ');

const results = JSON.parse(readFileSync(join(root, 'docs/catalogue-results.json'), 'utf8'));

/** The backends on which an entry passed, and what its mathematics does not allow to promise there. */
const whereText = ({ kind, name, exceptions = {} }) => {
  const backends = results[`${kind} ${name}`];
  if (backends === undefined) return 'not run: `npm run conformance`';
  const named = Object.keys(backends);
  if (named.length === 0) return 'host';
  const because = [...new Set(Object.values(exceptions))];
  return [named.join(' '), ...because].join('; ');
};

const section = (title, definitions, optionRules) => {
  const rows = [...definitions]
    .sort((a, b) => a.name.localeCompare(b.name))
    .map(
      (definition) =>
        `| \`${definition.name}\` | ${cell(definition.summary)} | ${definition.formula ? `\`${cell(definition.formula)}\`` : ''} | ${optionText(definition.options, optionRules)} | ${cell(whereText(definition))} |`,
    );
  return `## ${title}\n\n| name | what it is | formula | options | backends |\n|---|---|---|---|---|\n${rows.join('\n')}\n`;
};

/** The text of docs/catalogue.md. */
export const catalogueText = async () => {
  const { catalog } = await importSource('packages/standard/src/catalog.ts');
  const { optionRules } = await importSource('packages/contract/src/relations.ts');
  const groups = new Map(Object.keys(titles).map((group) => [group, []]));
  for (const definition of catalog.definitions) groups.get(groupOf(definition)).push(definition);
  const sections = [...groups]
    .filter(([, list]) => list.length > 0)
    .map(([group, list]) => section(titles[group], list, optionRules));
  return [
    '# The catalogue',
    '',
    `What the names in a \`.nn\` file may stand for: ${catalog.definitions.length} entries. \`nn plugins NAME\` shows one with its bounds, examples and references.`,
    '',
    'The last column says on which backends an entry trains: there its examples, its gradients and awkward inputs give what the float64',
    'reference gives, as [`catalogue-results.json`](catalogue-results.json) has it from the last run of `npm run conformance`; tests hold it to',
    'that. After a semicolon stands what its mathematics does not allow to promise on any. `host` are entries that work on plain numbers',
    'before or between steps. This page is generated: `npm run catalogue`.',
    '',
    ...sections,
    '## Left out',
    '',
    'What has another name here, or is not there for a reason.',
    '',
    '| what | here |',
    '|---|---|',
    ...leftOut.map(([what, reason]) => `| ${cell(what)} | ${cell(reason)} |`),
    '',
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
