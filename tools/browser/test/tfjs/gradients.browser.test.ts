import { runInPage } from '../../run-in-page.mjs';
import {
  gradientCases,
  type GradientResult,
} from '../../../../packages/tfjs/src/test/gradient-cases.test.helper.js';

// In a bundle tfjs registers its own gradients, and ours meet them: here `sum` is tfjs's.
describe('gradients of eager functions on tfjs-webgl in a bundle', () => {
  let results: ReadonlyMap<string, GradientResult>;
  beforeAll(async () => {
    const entry = new URL('../../../../packages/tfjs/src/test/gradients.test.page.ts', import.meta.url);
    const list = await runInPage<readonly GradientResult[]>({ entry, call: 'gradients' });
    results = new Map(list.map((result) => [result.name, result]));
  }, 120_000);

  it.each(gradientCases.map(({ name }) => name))('%s', (name) => {
    expect(results.get(name)).toEqual({ name });
  });
});
