import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

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

describe.each(['README.md', 'docs/language/README.md'])('the examples of %s', (page) => {
  const examples = [...text(page).matchAll(/^```nn\n([\s\S]*?)^```$/gm)].map(([, code]) => code!);

  it('are there', () => expect(examples.length).toBeGreaterThan(0));

  it('compile without a word', () => {
    const files = examples.map((code, index) => {
      const file = join(folder, `${page.replace(/\W/g, '-')}-${index + 1}.nn`);
      writeFileSync(file, code);
      return file;
    });
    const { stdout } = spawnSync(
      process.execPath,
      [join(root, 'packages/cli/bin/nn.js'), 'check', '--json', ...files],
      { encoding: 'utf8' },
    );
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

describe('docs/catalogue.md', () => {
  it('is what `npm run catalogue` writes', () => {
    execFileSync(process.execPath, [join(root, 'tools/catalogue.mjs'), '--check'], {
      cwd: root,
      stdio: 'pipe',
    });
  }, 60_000);
});
