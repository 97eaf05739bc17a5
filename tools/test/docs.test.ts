import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { settingTables } from '@neurite/compiler';
import { keywords } from '@neurite/language';

// What the documents show is true: examples compile, links lead somewhere, generated pages are current.

const root = fileURLToPath(new URL('../..', import.meta.url));
const pages = [
  'README.md',
  'CONTRIBUTING.md',
  ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name)),
];
const text = (page: string): string => readFileSync(join(root, page), 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'neurite-docs-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const withExamples = pages.filter(
  (page) => page === 'README.md' || page.startsWith(join('docs', 'language')),
);

describe.each(withExamples.filter((page) => text(page).includes('```nn\n')))('the examples of %s', (page) => {
  const examples = [...text(page).matchAll(/^```nn\n([\s\S]*?)^```$/gm)].map(([, code]) => code!);

  const files = examples.map((_, index) => join(folder, `${page.replace(/\W/g, '-')}-${index + 1}.nn`));
  const nn = (...args: readonly string[]) =>
    spawnSync(process.execPath, [join(root, 'packages/cli/bin/nn.js'), ...args, ...files], {
      encoding: 'utf8',
    });
  beforeAll(() => examples.forEach((code, index) => writeFileSync(files[index]!, code)));

  it('are there', () => expect(examples.length).toBeGreaterThan(0));

  it('are formatted', () => expect(nn('fmt', '--check').stdout).toBe(''));

  it('compile without a word', () => {
    const { stdout } = nn('check', '--json');
    const report = JSON.parse(stdout) as {
      files: { file: string; diagnostics: { code: string; message: string }[] }[];
    };
    expect(
      report.files.flatMap(({ diagnostics }) =>
        diagnostics.map(({ code, message }) => `${code}: ${message}`),
      ),
    ).toEqual([]);
  });
});

describe('the README', () => {
  it('shows examples/digits.nn as it is', () => {
    const shown = /^```nn\n([\s\S]*?)^```$/m.exec(text('README.md'))![1]!;
    const withoutComments = (code: string) =>
      code
        .split('\n')
        .map((line) => line.replace(/\s*#.*$/, ''))
        .filter((line) => line.trim() !== '')
        .join('\n');
    expect(withoutComments(shown)).toBe(withoutComments(text('examples/digits.nn')));
  });
});

describe('links', () => {
  it.each(pages)('of %s lead to files', (page) => {
    const targets = [...text(page).matchAll(/\]\((?!https?:)([^)#\s]+)[^)]*\)/g)].map(
      ([, target]) => target!,
    );
    const broken = targets.filter((target) => !existsSync(join(root, dirname(page), target)));
    expect(broken).toEqual([]);
  });
});

describe('generated pages', () => {
  it.each([
    ['docs/catalogue.md', 'tools/catalogue.mjs'],
    ['docs/language/grammar.md', 'tools/grammar/build.mjs'],
  ])(
    '%s is what %s writes',
    (_page, script) => {
      execFileSync(process.execPath, [join(root, script), '--check'], { cwd: root, stdio: 'pipe' });
    },
    60_000,
  );
});

describe('the reference', () => {
  it('names every word that opens something', () => {
    const reference = text('docs/language/reference.md');
    const words = [
      ...keywords.declarations,
      ...keywords.statements,
      ...keywords.settings,
      ...keywords.control,
    ];
    expect(words.filter((word) => !new RegExp(`\\b${word}\\b`).test(reference))).toEqual([]);
  });

  it('names every setting', () => {
    const reference = text('docs/language/reference.md');
    const settings = Object.values(settingTables).flatMap(({ once, several = [] }) => [...once, ...several]);
    expect(
      settings.filter(
        (name) =>
          !['`NAME:', '`NAME {', '  NAME: '].some((use) => reference.includes(use.replace('NAME', name))),
      ),
    ).toEqual([]);
  });
});

describe('docs/claims.md', () => {
  it('is what `npm run claims` made of its numbers, pictures included', () => {
    execFileSync(process.execPath, [join(root, 'tools/claims.mjs'), '--check'], {
      cwd: root,
      stdio: 'pipe',
    });
  }, 60_000);
});
