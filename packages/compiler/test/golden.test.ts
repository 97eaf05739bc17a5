import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { compileText } from './support/compile.js';
import { dump } from './support/dump.js';

const folder = new URL('./golden/', import.meta.url);
const cases = readdirSync(folder).filter((name) => name.endsWith('.nn'));

// UPDATE_GOLDEN=1 writes what comes out now; read the difference before it is committed.
const isUpdate = process.env['UPDATE_GOLDEN'] === '1';

describe('golden cases', () => {
  it.each(cases)('%s', (name) => {
    const text = readFileSync(new URL(name, folder), 'utf8');
    const expected = new URL(name.replace(/\.nn$/u, '.txt'), folder);
    const found = dump(text, compileText(text, { source: name }));
    if (isUpdate) writeFileSync(expected, found);
    expect(existsSync(expected)).toBe(true);
    expect(found).toBe(readFileSync(expected, 'utf8'));
  });
});
