import { build } from 'esbuild';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

/** Bytes of a minified bundle, gzipped, without tfjs itself. */
const bundled = async (contents: string): Promise<number> => {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: fileURLToPath(new URL('..', import.meta.url)), loader: 'ts' },
    bundle: true,
    write: false,
    minify: true,
    format: 'esm',
    platform: 'browser',
    conditions: ['@neurite/source'],
    external: ['@tensorflow/*'],
    logLevel: 'silent',
  });
  const { text } = outputFiles[0]!;
  return text.trim() === '' ? 0 : gzipSync(text, { level: 9 }).length;
};

describe('the size of a bundle', () => {
  it('is nothing where nothing is used: importing has no effects', async () => {
    expect(await bundled(`import './index.js';`)).toBe(0);
    expect(await bundled(`import { eager } from './index.js';`)).toBe(0);
  });

  it('is that of the adapter, and a definition adds its own few lines', async () => {
    const adapter = await bundled(`export { eager } from './index.js';`);
    const withOne = await bundled(`
      import { activation } from '@neurite/contract';
      import { eager } from './index.js';
      export const relu = /* @__PURE__ */ eager(/* @__PURE__ */ activation({ name: 'relu', summary: '', options: {}, activation: {}, apply: (x, { ops }) => ops.relu(x) } as never));`);
    // Shared by all plugins: gradient rules, ops, primitives, the tape, and 9 kB of kernels. 32.5 kB when this was written.
    expect(adapter).toBeLessThan(33_000);
    expect(withOne - adapter).toBeLessThan(1_000);
  });
});
