import type { Page } from '../run-in-page.mjs';
import { openPage, runInPage } from '../run-in-page.mjs';

const entry = new URL('./fixture.page.ts', import.meta.url);

describe('a page', () => {
  let page: Page;
  beforeAll(async () => {
    page = await openPage({ entry, files: { '/fixture.bin': entry } });
  }, 60_000);
  afterAll(async () => page?.close());

  it('calls exported functions, asynchronous ones too', async () => {
    expect(await page.call('add', [2, 3])).toBe(5);
    expect(await page.call('nothing')).toBeNull();
  });

  it('is isolated, has WebGL2 with float32 textures, and shared memory', async () => {
    expect(await page.call('abilities')).toEqual({ isolated: true, float32: true, shared: true });
  });

  it('reads workspace packages from their sources', async () => {
    expect(await page.call('sizeOfShape', [2, 3, 4])).toBe(24);
  });

  it('fetches the files it was given, and no others', async () => {
    expect(await page.call('fetched', '/fixture.bin')).toBeGreaterThan(100);
    await expect(page.call('fetched', '/missing.bin')).rejects.toThrow('404');
  });

  it('fails where the function throws, or the page logs an error', async () => {
    await expect(page.call('fail', 'thrown on purpose')).rejects.toThrow('thrown on purpose');
    await expect(page.call('complain', 'logged on purpose')).rejects.toThrow('logged on purpose');
    expect(await page.call('add', [1, 1])).toBe(2);
  });
});

it('runs one function and closes', async () => {
  expect(await runInPage({ entry, call: 'add', argument: [20, 22] })).toBe(42);
}, 60_000);
