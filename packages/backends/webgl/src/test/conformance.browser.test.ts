import { primitiveCases, type CaseResult } from '@neurite/testing';
import { runInPage } from '@neurite/tools/browser/run-in-page.mjs';

describe('the primitives on WebGL, in a browser', () => {
  let results: ReadonlyMap<string, CaseResult>;
  beforeAll(async () => {
    const entry = new URL('./conformance.test.page.ts', import.meta.url);
    const list = await runInPage<readonly CaseResult[]>({ entry, call: 'conformance' });
    results = new Map(list.map((result) => [result.name, result]));
  }, 300_000);

  // Each within the suite's tolerance for single precision: nothing is excluded, nothing is loosened.
  it.each(primitiveCases.map(({ name }) => name))('%s', (name) => {
    const { outcome, message } = results.get(name)!;
    expect({ outcome, message }).toEqual({ outcome: 'passed' });
  });
});
