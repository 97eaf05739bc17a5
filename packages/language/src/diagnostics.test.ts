import { existsSync, readFileSync } from 'node:fs';
import { diagnosticTable } from './diagnostics.js';

describe('diagnostics of reading', () => {
  it.each(Object.keys(diagnosticTable))(
    '%s has a page with its meaning, a wrong text and a right one',
    (code) => {
      const page = new URL(`../../../docs/errors/${code}.md`, import.meta.url);
      expect(existsSync(page)).toBe(true);
      const text = readFileSync(page, 'utf8');
      expect(text.startsWith(`# ${code}\n`)).toBe(true);
      expect(text).toContain('\n## Wrong\n');
      expect(text).toContain('\n## Right\n');
    },
  );
});
