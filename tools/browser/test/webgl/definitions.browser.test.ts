import type { AnyDefinition } from '@neurite/contract';
import { catalog } from '@neurite/standard/catalog';
import { exceptedChecks } from '@neurite/testing';
import { runInPage } from '../../run-in-page.mjs';
import type { Problems } from '../../../conformance/definitions-on.js';

// Definitions are tested in Node on the backends that run there, each beside its own file. WebGL needs a page, and one page is enough for all.
describe('the catalogue on WebGL, in a browser', () => {
  let results: Readonly<Record<string, Problems>>;
  beforeAll(async () => {
    const entry = new URL('../../../conformance/in-page.ts', import.meta.url);
    results = await runInPage({ entry, call: 'definitionsOnWebgl' });
  }, 900_000);

  it.each(catalog.definitions.map((definition) => [`${definition.kind} ${definition.name}`, definition]))(
    '%s',
    (name, definition) => {
      const problems = { ...results[name as string] };
      const excepted = Object.keys(exceptedChecks(definition as AnyDefinition)).filter(
        (check) => check !== 'finite gradients at awkward values',
      );
      // An exception that has outlived its reason fails, too.
      expect(excepted.filter((check) => problems[check] === undefined)).toEqual([]);
      for (const check of excepted) delete problems[check];
      expect(problems).toEqual({});
    },
  );
});
