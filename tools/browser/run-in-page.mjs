// Runs TypeScript modules in a page of a headless Chromium: bundled in memory, served without a server.
import { build } from 'esbuild';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { installedBrowser } from './find.mjs';

// SwiftShader renders without a GPU: it shows that results are right, and says nothing of speed.
const flags = [
  '--no-sandbox',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--ignore-gpu-blocklist',
  '--disable-background-networking',
];

// Both headers together make the page cross-origin isolated: SharedArrayBuffer, and clocks that are not coarsened.
const isolation = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

// Never resolved: every request is answered by the route below. Isolation asks for https.
const origin = 'https://neurite.test';

const asPath = (file) =>
  file instanceof URL || String(file).startsWith('file:') ? fileURLToPath(file) : String(file);

/** One ES module with everything that `entry` needs, its exports under `globalThis.entry`. */
const bundle = async (entry) => {
  const { outputFiles } = await build({
    entryPoints: [asPath(entry)],
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'entry',
    platform: 'browser',
    target: 'es2022',
    conditions: ['@neurite/source'],
    sourcemap: 'inline',
    logLevel: 'silent',
  });
  return outputFiles[0].text;
};

/**
 * Opens a page that has loaded `entry`. `call(name, argument)` calls an exported function there and gives what it returns
 * (both must survive JSON); it fails where the page reported an error of any kind meanwhile.
 */
export const openPage = async ({ entry, files = {} }) => {
  const executablePath = installedBrowser();
  if (executablePath === undefined) {
    throw new Error(
      'Browser tests need a Chromium: run `node tools/browser/find.mjs`, which installs one or says why it cannot.',
    );
  }
  const script = await bundle(entry);
  const browser = await chromium.launch({ executablePath, args: flags, chromiumSandbox: false });
  try {
    const page = await browser.newPage();
    const errors = [];
    page.on('pageerror', (error) => errors.push(error.stack ?? error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text());
    });
    page.on('crash', () => errors.push('The page crashed.'));
    await page.route(`${origin}/**`, async (route) => {
      const { pathname } = new URL(route.request().url());
      const respond = (contentType, body) =>
        route.fulfill({ status: 200, contentType, headers: isolation, body });
      if (pathname === '/')
        return respond(
          'text/html',
          '<!doctype html><link rel="icon" href="data:,"><script src="/entry.js"></script>',
        );
      if (pathname === '/entry.js') return respond('text/javascript', script);
      const file = files[pathname];
      if (file === undefined) return route.fulfill({ status: 404, headers: isolation, body: '' });
      return respond(
        pathname.endsWith('.wasm') ? 'application/wasm' : 'application/octet-stream',
        await readFile(asPath(file)),
      );
    });
    const failOnErrors = (doing) => {
      if (errors.length > 0) throw new Error(`${doing}, the page reported:\n${errors.splice(0).join('\n')}`);
    };
    await page.goto(`${origin}/`);
    failOnErrors('While loading');
    return {
      call: async (name, argument) => {
        // Text on both ways: a page's own serialisation loses NaN and the infinities no less than JSON, and is far slower.
        const text = await page.evaluate(
          async ([name, argument]) => JSON.stringify(await globalThis.entry[name](argument)) ?? 'null',
          [name, argument],
        );
        failOnErrors(`While running ${name}`);
        return JSON.parse(text);
      },
      close: () => browser.close(),
    };
  } catch (error) {
    await browser.close();
    throw error;
  }
};

/** Opens a page, calls one exported function of `entry` (by default its default export), closes the page, and gives the result. */
export const runInPage = async ({ entry, call = 'default', argument, files }) => {
  const page = await openPage({ entry, files });
  try {
    return await page.call(call, argument);
  } finally {
    await page.close();
  }
};
