import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { diagnosticTable } from '../src/diagnostics.js';
import { compileText } from './support/compile.js';

const folder = new URL('../../../docs/errors/', import.meta.url);
const read = (code: string): string => readFileSync(new URL(`${code}.md`, folder), 'utf8');

const fences = (page: string, mark: 'wrong' | 'right'): readonly string[] =>
  [...page.matchAll(new RegExp(`^\`\`\`nn ${mark}\\n([\\s\\S]*?)^\`\`\``, 'gmu'))].map(([, text]) => text!);

/** Codes whose mistakes no text alone can show, and why. */
const unseen: Readonly<Record<string, string>> = {
  'missing-from-catalog': 'needs a catalog that lacks what the language needs',
  'unused-import': 'needs another file',
  'choose-declaration': 'is about what is asked for',
  'no-declaration': 'is about what is asked for',
  'unsolved-shape': 'needs a definition whose inputs do not decide its shapes',
  'unsolved-parameter': 'needs a definition whose inputs do not decide its shapes',
  'blocks-too-deep': 'needs a text of some hundred lines',
  'too-many-files': 'needs a thousand files',
  'import-cycle': 'needs another file',
  'import-unavailable': 'is about who compiles',
  'packages-unavailable': 'is about who compiles',
  'plugin-catalog-damaged': 'needs a package',
  'plugin-clash': 'needs a package',
  'unknown-import': 'needs another file',
  'nested-statement': 'is found by the parser first',
  'unknown-monitor': 'is described for running as well',
  'rate-missing': 'needs an optimizer without a rate',
  'unknown-override': 'is about what is set from outside',
  'override-value': 'is about what is set from outside',
};

describe('error pages', () => {
  it.each(Object.keys(diagnosticTable))('%s has a page', (code) => {
    expect(existsSync(new URL(`${code}.md`, folder))).toBe(true);
    const page = read(code);
    expect(page.startsWith(`# ${code}\n`)).toBe(true);
    const shown = fences(page, 'wrong').length > 0 && fences(page, 'right').length > 0;
    expect(shown || code in unseen).toBe(true);
  });

  const pages = readdirSync(folder).filter((name) => name.endsWith('.md') && name !== 'README.md');

  it.each(pages)('%s shows what it says', (name) => {
    const code = name.replace(/\.md$/u, '');
    for (const text of fences(read(code), 'wrong'))
      expect(compileText(text).diagnostics.map((diagnostic) => diagnostic.code)).toEqual([code]);
    for (const text of fences(read(code), 'right')) expect(compileText(text).diagnostics).toEqual([]);
  });
});
