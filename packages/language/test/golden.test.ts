import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Diagnostic } from '@neurite/contract';
import { format, parse, render } from '@neurite/language';
import { diagnosticTable } from '../src/diagnostics.js';
import { dump } from './dump.js';

// Each golden case is a text `name.nn`, and beside it what must come of it: `name.tree` where it has no mistakes, else
// `name.diagnostics`. `NEURITE_UPDATE=1` writes them anew; what changed is then for a reader of the diff to judge.

const folder = fileURLToPath(new URL('./golden', import.meta.url));
const update = process.env['NEURITE_UPDATE'] === '1';
const cases = readdirSync(folder)
  .filter((file) => file.endsWith('.nn'))
  .map((file) => file.slice(0, -'.nn'.length));

/** A diagnostic as printed; a fix that print does not show is named below. */
const shown = (diagnostic: Diagnostic, text: string): string =>
  [
    render(diagnostic, text),
    ...(diagnostic.help === undefined ? [] : (diagnostic.fixes ?? []).map(({ title }) => `   fix: ${title}`)),
    '',
  ].join('\n');

const expectFile = (file: string, actual: string): void => {
  if (update) writeFileSync(file, actual);
  expect(actual).toBe(readFileSync(file, 'utf8'));
};

describe('golden texts', () => {
  it.each(cases)('%s', (name) => {
    const text = readFileSync(join(folder, `${name}.nn`), 'utf8');
    const { tree, diagnostics } = parse(text, { source: `${name}.nn` });
    const [wanted, other] = diagnostics.length === 0 ? ['tree', 'diagnostics'] : ['diagnostics', 'tree'];
    if (update) rmSync(join(folder, `${name}.${other}`), { force: true });
    expect(existsSync(join(folder, `${name}.${other}`))).toBe(false);
    expectFile(
      join(folder, `${name}.${wanted}`),
      wanted === 'tree' ? dump(tree) : diagnostics.map((one) => shown(one, text)).join('\n'),
    );
  });

  // Those are about blanks, breaks and limits.
  it.each(cases.filter((name) => !name.startsWith('format-')))(
    '%s is formatted already, unless it has mistakes',
    (name) => {
      const text = readFileSync(join(folder, `${name}.nn`), 'utf8');
      const { text: formatted, diagnostics } = format(text, { source: `${name}.nn` });
      // A warning does not hinder formatting.
      if (diagnostics.every(({ severity }) => severity === 'error')) expect(formatted).toBe(text);
      else expect(format(formatted, { source: name }).text).toBe(formatted);
    },
  );

  it.each(cases.filter((name) => name.startsWith('format-')))(
    '%s is formatted as its golden text',
    (name) => {
      const text = readFileSync(join(folder, `${name}.nn`), 'utf8');
      const formatted = format(text, { source: `${name}.nn` }).text;
      expectFile(join(folder, `${name}.formatted`), formatted);
      expect(format(formatted, { source: `${name}.nn` }).text).toBe(formatted);
    },
  );

  it('show every diagnostic', () => {
    const seen = new Set(
      cases.flatMap((name) =>
        parse(readFileSync(join(folder, `${name}.nn`), 'utf8'), { source: name }).diagnostics.map(
          ({ code }) => code,
        ),
      ),
    );
    // These need a text too large to keep; limits.test.ts makes them.
    const elsewhere = [
      'source-too-large',
      'too-many-tokens',
      'nesting-too-deep',
      'chain-too-long',
      'too-many-mistakes',
    ];
    expect([...seen, ...elsewhere].sort()).toEqual(Object.keys(diagnosticTable).sort());
  });
});
