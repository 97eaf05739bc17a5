// Writes docs/language/grammar.md and its diagrams from the parser: `npm run grammar`. With --check it only says whether they are
// current.
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { importSource } from '../import-source.mjs';
import { root } from '../setup.mjs';
import { page } from './page.mjs';
import * as railroad from './railroad.mjs';
import { rulesOf } from './rules.mjs';

/** Where each part of the page begins, by the first of its rules: the parts follow the sections of the parser. */
const sections = [
  { first: 'module', file: 'file', title: 'A file' },
  { first: 'separatedSetting', file: 'settings', title: 'Settings' },
  { first: 'body', file: 'statements', title: 'Models and blocks' },
  { first: 'expression', file: 'expressions', title: 'Expressions' },
  { first: 'ifBranch', file: 'control', title: 'Choosing and repeating' },
  { first: 'word', file: 'primaries', title: 'Names, numbers, lists and shapes' },
];

const drawn = (part) => {
  switch (part.kind) {
    case 'literal':
      return railroad.literal(part.text);
    case 'token':
      return railroad.token(part.name);
    case 'rule':
      return railroad.rule(part.name);
    case 'sequence':
      return railroad.sequence(part.parts.map(drawn));
    case 'choice':
      return railroad.choice(part.parts.map(drawn));
    case 'optional':
      return railroad.optional(drawn(part.part));
    case 'repeated':
      return railroad.optional(railroad.repeated(drawn(part.part)));
    case 'list':
      return railroad.optional(
        railroad.sequence([
          railroad.repeated(drawn(part.part), drawn(part.between)),
          railroad.optional(drawn(part.between)),
        ]),
      );
    default:
      throw new Error(`no such part: ${part.kind}`);
  }
};

/** The files of the page by their paths. */
export const grammarFiles = async () => {
  const language = await importSource('packages/language/src/index.ts');
  const { defaultLimits } = await importSource('packages/compiler/src/limits.ts');
  const rules = rulesOf(language.grammar());
  const starts = sections.map(({ first }) => rules.findIndex(({ name }) => name === first));
  const missing = sections.find((_, index) => starts[index] < 0);
  if (missing) throw new Error(`The grammar has no rule "${missing.first}" that a section could begin with.`);
  const parts = sections.map((section, index) => ({
    ...section,
    rules: rules.slice(starts[index], starts[index + 1]),
  }));
  const files = new Map(
    parts.map(({ file, rules: own }) => [
      `docs/language/grammar/${file}.svg`,
      railroad.diagrams(own.map(({ name, part }) => ({ name, part: drawn(part) }))),
    ]),
  );
  files.set(
    'docs/language/grammar.md',
    page({
      sections: parts,
      keywords: language.keywords,
      operators: language.operators,
      limits: language.limits,
      defaultLimits,
    }),
  );
  return files;
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const files = await grammarFiles();
  const folder = join(root, 'docs/language/grammar');
  const stale = existsSync(folder)
    ? readdirSync(folder).filter((name) => !files.has(`docs/language/grammar/${name}`))
    : [];
  if (process.argv.includes('--check')) {
    const old = [...files].filter(([path, text]) => {
      const file = join(root, path);
      return !existsSync(file) || readFileSync(file, 'utf8') !== text;
    });
    for (const path of [...old.map(([path]) => path), ...stale])
      console.error(`${path} is not current: run \`npm run grammar\`.`);
    process.exitCode = old.length + stale.length > 0 ? 1 : 0;
  } else {
    for (const name of stale) rmSync(join(folder, name));
    for (const [path, text] of files) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
  }
}
