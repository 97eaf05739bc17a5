import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { table } from './diagnostics.js';

describe('every diagnostic of the language server', () => {
  it.each(Object.keys(table))('%s has a page', (code) => {
    expect(existsSync(fileURLToPath(new URL(`../../../docs/errors/${code}.md`, import.meta.url)))).toBe(true);
  });
});
