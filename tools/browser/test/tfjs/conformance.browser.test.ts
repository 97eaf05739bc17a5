import type { CaseResult } from '@neurite/testing';
import { primitiveCases } from '@neurite/testing/backends';
import { runInPage } from '../../run-in-page.mjs';

describe('the eager primitives on tfjs-webgl, in a browser', () => {
  let results: ReadonlyMap<string, CaseResult>;
  beforeAll(async () => {
    const entry = new URL('../../../../packages/tfjs/src/test/conformance.test.page.ts', import.meta.url);
    const list = await runInPage<readonly CaseResult[]>({ entry, call: 'conformance' });
    results = new Map(list.map((result) => [result.name, result]));
  }, 300_000);

  // Cases with a looser tolerance, and the one that is left out, stand with their reasons in conformance.test.page.ts.
  it.each(primitiveCases.map(({ name }) => name))('%s', (name) => {
    const { outcome, message } = results.get(name)!;
    expect({
      outcome: outcome === 'excluded' ? 'passed' : outcome,
      message: outcome === 'failed' ? message : undefined,
    }).toEqual({
      outcome: 'passed',
    });
  });
});
