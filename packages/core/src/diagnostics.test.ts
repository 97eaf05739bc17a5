import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { diagnostics } from './diagnostics.js';

describe('diagnostics', () => {
  it.each(Object.keys(diagnostics))('%s has a page', (code) => {
    expect(existsSync(fileURLToPath(new URL(`../../../docs/errors/${code}.md`, import.meta.url)))).toBe(true);
  });
});
