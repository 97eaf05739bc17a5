import { openPage, type Page } from '../../run-in-page.mjs';
import {
  gradientCases,
  type GradientResult,
} from '../../../../packages/tfjs/src/test/gradient-cases.test.helper.js';

let page: Page;
beforeAll(async () => {
  const entry = new URL('../../../../packages/tfjs/src/test/gradients.test.page.ts', import.meta.url);
  page = await openPage({ entry });
}, 60_000);
afterAll(() => page?.close());

// In a bundle tfjs registers its own gradients, and ours meet them: `sum`, and what adds gradients up.
describe.each([
  ['gradients', 'gradients'],
  ['gradients of gradients', 'secondGradients'],
])('%s of eager functions on tfjs-webgl in a bundle', (_, call) => {
  let results: ReadonlyMap<string, GradientResult>;
  beforeAll(async () => {
    const list = await page.call<readonly GradientResult[]>(call);
    results = new Map(list.map((result) => [result.name, result]));
  }, 120_000);

  it.each(gradientCases.map(({ name }) => name))('%s', (name) => {
    expect(results.get(name)).toEqual({ name });
  });
});
