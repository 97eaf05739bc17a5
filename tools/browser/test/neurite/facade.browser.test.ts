import { createRequire } from 'node:module';
import { openPage } from '../../run-in-page.mjs';

const library = createRequire(import.meta.url).resolve(
  '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm',
);

describe('the package neurite in a browser', () => {
  let page: Awaited<ReturnType<typeof openPage>> | undefined;
  beforeAll(async () => {
    page = await openPage({
      entry: new URL('./facade.page.ts', import.meta.url),
      files: { '/library.wasm': library },
    });
  });
  afterAll(() => page?.close());

  it('compiles, opens and predicts', async () => {
    expect(await page!.call('opened')).toEqual([7]);
  });

  it.each(['cpu', 'wasm', 'webgl'])('trains, keeps, loads and predicts on %s', async (backend) => {
    const scores = (await page!.call('learned', backend)) as readonly number[];
    // Exclusive or of two truth values, by hand.
    expect([0, 1, 2, 3].map((row) => Number(scores[2 * row + 1]! > scores[2 * row]!))).toEqual([0, 1, 1, 0]);
  });

  it.each(['cpu', 'wasm', 'webgl'])('accumulates batches on %s', async (backend) => {
    const [whole, pieces] = (await page!.call('accumulated', backend)) as readonly (readonly number[])[];
    expect(pieces).toHaveLength(42);
    // float32 sums in another order, over ten steps of Adam.
    for (const [index, value] of whole!.entries()) expect(pieces![index]).toBeCloseTo(value, 4);
  });

  it.each(['cpu', 'wasm', 'webgl'])('examines a recipe on %s', async (backend) => {
    const [checks, suggested] = (await page!.call('examined', backend)) as readonly [string[], number];
    expect(checks).toEqual([
      'initial loss',
      'regularization',
      'units',
      'gradients',
      'rate range',
      'update size',
      'overfit',
    ]);
    expect(suggested).toBeGreaterThan(1e-3);
    expect(suggested).toBeLessThan(1);
  });
});
