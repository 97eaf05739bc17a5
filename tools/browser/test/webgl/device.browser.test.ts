import { fillUniform, streamOf } from '@neurite/program';
import { openPage, type Page } from '../../run-in-page.mjs';

describe('a WebGL device, in a browser', () => {
  let page: Page;
  beforeAll(async () => {
    page = await openPage({
      entry: new URL('../../../../packages/backends/webgl/src/test/device.test.page.ts', import.meta.url),
    });
  }, 60_000);
  afterAll(() => page?.close());

  it('is available, and says what it is', async () => {
    expect(await page.call('available')).toBe(true);
    expect(await page.call('describedAs')).toEqual({ description: 'tfjs-webgl 4.22.0', name: 'webgl' });
  });

  it('gives a donated buffer its new contents, and leaves the others alone', async () => {
    expect(await page.call('donation')).toEqual({
      sameHandle: true,
      earlier: [1, 2, 3],
      w: [-1, -2, -3],
      g: [2, 4, 6],
      norms: [[56], [56]],
    });
  });

  it('counts buffers and bytes', async () => {
    // Two of three floats; with the norm; without it; nothing.
    expect(await page.call('accounting')).toEqual([
      [2, 24],
      [3, 28],
      [2, 24],
      [0, 0],
    ]);
  });

  it('refuses freed buffers and data that does not fit', async () => {
    const freed = { kind: 'BackendError', message: 'This buffer was freed, or belongs to another device.' };
    expect(await page.call('mistakes')).toEqual([
      freed,
      freed,
      { kind: 'BackendError', message: 'A tensor [3] has 3 elements, not 1.' },
    ]);
  });

  it('shares memory without anybody noticing', async () => {
    expect(await page.call('sharing')).toEqual({ again: [1, 2, 3, 4], x: [9, 9, 9, 9] });
  });

  // The reference is checked against Random123 in packages/program; here every bit must agree, of large seeds as well.
  it.each([
    { counter: [7, 0, 0, 0], size: 9, stream: 'dropout/mask' },
    { counter: [2_147_483_647, 123_456_789, 3, 5], size: 64, stream: 'a' },
    { counter: [-2_000_000_001, 2 ** 30 + 1, 0, 2 ** 24 + 1], size: 5, stream: 'b' },
  ])('draws exactly the numbers of counter $counter', async (drawing) => {
    const expected = new Float32Array(drawing.size);
    fillUniform(expected, streamOf(drawing.stream), drawing.counter);
    expect(await page.call('draws', drawing)).toEqual(Array.from(expected));
  });

  it('computes counters inside scans with all their bits', async () => {
    const seed = 2_000_000_011;
    const expected = Array.from({ length: 6 }, (_, iteration) => {
      const pair = new Float32Array(2);
      // iteration = (5 · 2 + outer) · 3 + inner.
      fillUniform(pair, streamOf('n'), [seed, 1, 2, 30 + iteration]);
      return Array.from(pair);
    });
    expect(await page.call('nestedDraws', [seed, 1, 2, 5])).toEqual(expected.flat());
  });

  it('does not draw from a counter that only the GPU knows', async () => {
    expect(await page.call('foreignCounter')).toEqual({
      kind: 'BackendError',
      message: 'Input "counter" is a counter, which the host must write: 16 int32 at most.',
    });
  });

  it('says so when the browser takes the context away', async () => {
    const lost = {
      kind: 'BackendError',
      message: 'The browser took the WebGL context away, and with it all tensors on the GPU.',
    };
    expect(await page.call('lostContext')).toEqual({ failures: [lost, lost, lost], after: [-1, -2, -3] });
  });

  it('gives its context back', async () => {
    expect(await page.call('manyDevices')).toBe(190);
  });

  it('finds its way in large tensors', async () => {
    expect(await page.call('large')).toEqual({ wrong: 0, sum: 6_000_000 });
  }, 60_000);

  it('names the layer in which something fails', async () => {
    expect(await page.call('namedFailure')).toEqual({
      message:
        'WebGL failed at composite of block.act: the composite "unknown" is not for WebGL: it mixes ranks 0 and 1',
      origin: { path: 'block.act', source: 'm.nn', line: 3 },
      inputs: [{ dtype: 'float32', shape: [2] }],
    });
  });
});
