import { openPage, type Page } from '../../run-in-page.mjs';
import { recipes, trained } from './trainings.page.js';

// Whole recipes, from text to weights: what the kernels are held to one by one, held together by phases, averages and pretraining.
describe('recipes train on WebGL as on the reference', () => {
  let page: Page;
  beforeAll(async () => {
    page = await openPage({ entry: new URL('./trainings.page.ts', import.meta.url) });
  }, 60_000);
  afterAll(() => page?.close());

  it.each(Object.keys(recipes))(
    '%s',
    async (name) => {
      const expected = await trained({ name, backend: 'cpu' });
      const found = await page.call<Readonly<Record<string, number>>>('trained', { name, backend: 'webgl' });
      expect(Object.keys(found)).toEqual(Object.keys(expected));
      const wrong = Object.entries(expected).filter(
        // Adam divides by the root of second moments that are small in the first steps: it makes more of the last bits than they are.
        ([what, value]) => !(Math.abs(found[what]! - value) <= 1e-4 * Math.max(1, Math.abs(value))),
      );
      expect(wrong.map(([what, value]) => `${what}: ${found[what]} instead of ${value}`)).toEqual([]);
    },
    120_000,
  );
});
