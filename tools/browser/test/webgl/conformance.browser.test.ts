import type { CaseResult } from '@neurite/testing';
import { primitiveCases, trainingCases } from '@neurite/testing/backends';
import { openPage, type Page } from '../../run-in-page.mjs';

// Each case within the suite's own tolerance: nothing is excluded, nothing is loosened.
describe('WebGL, in a browser', () => {
  let page: Page;
  beforeAll(async () => {
    page = await openPage({
      entry: new URL(
        '../../../../packages/backends/webgl/src/test/conformance.test.page.ts',
        import.meta.url,
      ),
    });
  }, 60_000);
  afterAll(() => page?.close());

  const describeAll = (name: string, cases: readonly { readonly name: string }[]): void =>
    describe(name, () => {
      let results: ReadonlyMap<string, CaseResult>;
      beforeAll(async () => {
        const list = await page.call<readonly CaseResult[]>(name);
        results = new Map(list.map((result) => [result.name, result]));
      }, 600_000);
      it.each(cases.map((each) => each.name))('%s', (each) => {
        const { outcome, message } = results.get(each)!;
        expect({ outcome, message }).toEqual({ outcome: 'passed' });
      });
    });
  describeAll('primitives', primitiveCases);
  describeAll('trainings', trainingCases);
});
