// Tries the claims of the lecture notes: `npm run claims`. Writes numbers and pictures to examples/claims/results, and docs/claims.md.
//   npm run claims -- NAME…    only these
//   npm run claims -- --fast   only the quick ones; writes nothing, and fails where one comes out otherwise than it is written down
//   npm run claims -- --pages  pictures and page from the numbers that are there
//   npm run claims -- --check  says whether pictures and page are current
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { importSource } from './import-source.mjs';
import { root } from './setup.mjs';

const folder = join(root, 'examples/claims');
const results = join(folder, 'results');

const { claims, createLab } = await importSource('examples/claims/index.ts');
const { fromJson, toJson } = await importSource('packages/core/src/format/json.ts');

const numbersFile = ({ name }) => join(results, `${name}.json`);
const pictureFile = ({ name }) => join(results, `${name}.svg`);
const read = (file) => (existsSync(file) ? readFileSync(file, 'utf8') : '');
const kept = (claim) => (existsSync(numbersFile(claim)) ? fromJson(read(numbersFile(claim))) : undefined);

const cells = (words) => `| ${words.map((word) => word.replaceAll('|', '\\|')).join(' | ')} |`;
const tableText = ({ head, rows }) =>
  [cells(head), `|${'---|'.repeat(head.length)}`, ...rows.map(cells)].join('\n');

/** Where a claim can be read: the network, if there is one, the script and the numbers. */
const sources = ({ name }) => [
  ...(existsSync(join(folder, `${name}.nn`)) ? [`[network](../examples/claims/${name}.nn)`] : []),
  `[script](../examples/claims/${name}.ts)`,
  `[numbers](../examples/claims/results/${name}.json)`,
];

const section = (claim, { numbers, made }) => {
  const { outcome, sentence } = claim.judge(numbers);
  return [
    `## ${claim.name}`,
    '',
    `*${claim.says}*`,
    '',
    `**${outcome[0].toUpperCase()}${outcome.slice(1)}.** ${sentence}`,
    '',
    `![${claim.name}](../examples/claims/results/${claim.name}.svg)`,
    '',
    tableText(claim.table(numbers)),
    '',
    `${claim.conditions} Made with ${made}; ${sources(claim).join(', ')}.`,
    '',
  ].join('\n');
};

/** Pictures and the page as they follow from the numbers that are kept: path → text. */
export const pages = () => {
  const known = claims.map((claim) => [claim, kept(claim)]).filter(([, result]) => result !== undefined);
  const summary = known.map(([claim, { numbers }]) => [
    `[${claim.name}](#${claim.name})`,
    claim.says,
    claim.judge(numbers).outcome,
  ]);
  const page = [
    '# What the lecture notes claim, tried',
    '',
    'Neurite grew out of lecture notes on training deep networks, and the notes make claims. Each is tried here on real data, small enough for two cores, by a `.nn` file and a script of a screen or two in [examples/claims](../examples/claims/README.md). What came out is said by a function of the numbers, whether the notes are right or not.',
    '',
    'This page is generated: `npm run claims`.',
    '',
    tableText({ head: ['', 'claim', 'outcome'], rows: summary }),
    '',
    ...known.map(([claim, result]) => section(claim, result)),
  ].join('\n');
  return new Map([
    ...known.map(([claim, { numbers }]) => [pictureFile(claim), claim.draw(numbers)]),
    [join(root, 'docs/claims.md'), page],
  ]);
};

const writePages = () => {
  for (const [file, text] of pages()) writeFileSync(file, text);
};

const versions = () => {
  const { version } = JSON.parse(read(join(root, 'packages/neurite/package.json')));
  return `Neurite ${version}, backend wasm, Node ${process.version}`;
};

const wide = (text, width) => text.padEnd(width);

/** Tries claims one after the other; gives how many came out otherwise than it is written down. */
const tryClaims = async (chosen, writes) => {
  mkdirSync(results, { recursive: true });
  const lab = createLab(folder, root);
  const width = Math.max(...chosen.map(({ name }) => name.length));
  let changed = 0;
  for (const claim of chosen) {
    const start = performance.now();
    const numbers = await claim.measure(lab);
    const seconds = (performance.now() - start) / 1000;
    const { outcome, sentence } = claim.judge(numbers);
    console.log(
      `${wide(claim.name, width)}  ${wide(outcome, 13)}  ${seconds.toFixed(1).padStart(5)} s  ${sentence}`,
    );
    const before = kept(claim);
    if (writes) writeFileSync(numbersFile(claim), `${toJson({ made: versions(), numbers }, 1)}\n`);
    else if (before !== undefined && claim.judge(before.numbers).outcome !== outcome) {
      console.error(`${claim.name}: docs/claims.md says "${claim.judge(before.numbers).outcome}".`);
      changed++;
    }
  }
  if (writes) writePages();
  return changed;
};

const check = () => {
  const stale = [...pages()].filter(([file, text]) => read(file) !== text).map(([file]) => file);
  for (const file of stale) console.error(`${file} is not current: run \`npm run claims -- --pages\`.`);
  return stale.length;
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const words = process.argv.slice(2);
  const names = words.filter((word) => !word.startsWith('--'));
  const unknown = names.filter((name) => !claims.some((claim) => claim.name === name));
  if (unknown.length > 0) {
    console.error(
      `No claim is called ${unknown.join(', ')}. There are ${claims.map(({ name }) => name).join(', ')}.`,
    );
    process.exitCode = 2;
  } else if (words.includes('--check')) process.exitCode = check() > 0 ? 1 : 0;
  else if (words.includes('--pages')) writePages();
  else {
    const isFast = words.includes('--fast');
    const chosen = claims.filter(({ name, isQuick }) =>
      names.length > 0 ? names.includes(name) : isQuick || !isFast,
    );
    process.exitCode = (await tryClaims(chosen, !isFast)) > 0 ? 1 : 0;
  }
}
