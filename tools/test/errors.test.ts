import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packages } from '../workspace.mjs';

// Every code that a package can report has a page, and no page is left of a code that is gone.

const root = fileURLToPath(new URL('../..', import.meta.url));
const sources = Object.values(packages as Record<string, { folder: string }>)
  .flatMap(({ folder }) =>
    readdirSync(join(root, 'packages', folder, 'src'), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
      .map((name) => join(root, 'packages', folder, 'src', name)),
  )
  .map((file) => ({ file, text: readFileSync(file, 'utf8') }));
const pages = readdirSync(join(root, 'docs/errors'))
  .filter((name) => name.endsWith('.md') && name !== 'README.md')
  .map((name) => name.replace(/\.md$/, ''));

// Tables of diagnostics: rows of the form 'code': error(…), warning(…) or { severity: … }.
const codes = new Set(
  sources
    .filter(({ file }) => /diagnostics/.test(file))
    .flatMap(({ text }) =>
      [...text.matchAll(/^ {2}'?([a-z][a-z0-9-]*)'?: (?:error|warning|info|\{\s*severity:)/gm)].map(
        ([, code]) => code!,
      ),
    ),
);

describe('diagnostics', () => {
  it('are more than sixty', () => expect(codes.size).toBeGreaterThan(60));
  it('have a page each', () => expect([...codes].filter((code) => !pages.includes(code)).sort()).toEqual([]));
  it('are what the pages are about', () =>
    expect(pages.filter((page) => !codes.has(page)).sort()).toEqual([]));
});
