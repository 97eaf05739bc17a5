import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { tokenize } from '@neurite/language';
import { catalog } from '@neurite/standard/catalog';
import { createLanguageService, type LanguageService } from '../src/index.js';

const folder = fileURLToPath(new URL('../../../examples/', import.meta.url));
const examples = [
  'digits.nn',
  ...readdirSync(`${folder}architectures`).map((name) => `architectures/${name}`),
]
  .filter((name) => name.endsWith('.nn'))
  .map((name) => [name, readFileSync(folder + name, 'utf8')] as const);

/** Asks everything there is to ask about the end of what is written; of checking, only what `checks` says. */
const askAll = (service: LanguageService, text: string, offset: number, checks: boolean): void => {
  const name = 'a.nn';
  const at = Math.min(offset, text.length);
  const span = {
    source: name,
    start: { offset: at, line: 1, column: 1 },
    end: { offset: at, line: 1, column: 1 },
  };
  service.completion(name, at);
  service.signatureHelp(name, at);
  service.definition(name, at);
  service.references(name, at);
  service.renameable(name, at);
  service.symbols(name);
  service.folding(name);
  service.formatting(name);
  // One expectation for all tokens: one for each would take longer than all the answers.
  const misplaced = service
    .semanticTokens(name)
    .filter(({ span: { start, end } }) => !(start.offset < end.offset && end.offset <= text.length));
  expect(misplaced).toEqual([]);
  if (!checks) return;
  service.rename(name, at, 'renamed');
  service.hover(name, at);
  service.diagnostics(name);
  service.quickFixes(name, span);
  for (const hint of service.inlayHints(name)) expect(hint.span.end.offset).toBeLessThanOrEqual(text.length);
};

describe('half-written texts', () => {
  it.each(examples)(
    '%s, truncated at every 7th byte',
    (_name, text) => {
      const service = createLanguageService({ catalog });
      for (let end = 0; end <= text.length; end += 7) {
        const part = text.slice(0, end);
        service.open('a.nn', part, end);
        // Checking a deep network takes longest: every so often is enough, as the compiler has such tests of its own.
        askAll(service, part, end, end % 147 === 0);
      }
    },
    60_000,
  );

  it.each(examples)(
    '%s, with tokens deleted and doubled',
    (_name, text) => {
      const service = createLanguageService({ catalog });
      const { tokens } = tokenize(text, { source: 'a.nn' });
      tokens.forEach(({ start, end }, index) => {
        if (index % 27 !== 0) return;
        const token = text.slice(start.offset, end.offset);
        for (const instead of ['', `${token} ${token}`]) {
          const changed = text.slice(0, start.offset) + instead + text.slice(end.offset);
          service.open('a.nn', changed, index);
          askAll(service, changed, start.offset, index % 135 === 0);
        }
      });
    },
    60_000,
  );

  it('are the same wherever names of objects are names', () => {
    const service = createLanguageService({ catalog });
    const text =
      'model constructor(toString: int = 3) { input __proto__: [4]  valueOf = __proto__ -> dense(hasOwnProperty: toString)  output valueOf.constructor }';
    service.open('a.nn', text, 1);
    for (let offset = 0; offset <= text.length; offset++) askAll(service, text, offset, offset % 10 === 0);
  });
});
