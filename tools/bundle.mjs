// Bundles the command-line program into packages/cli/dist: one file to load instead of hundreds, backends apart and loaded late.
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { root } from './setup.mjs';

/** Builds packages/cli/dist/main.js and its chunks from the sources; takes well under a second. */
export const bundle = async () => {
  const { build } = await import('esbuild');
  await build({
    absWorkingDir: root,
    entryPoints: { main: join(root, 'packages/cli/src/main.ts') },
    outdir: join(root, 'packages/cli/dist'),
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    conditions: ['@neurite/source'],
    chunkNames: 'chunks/[name]-[hash]',
    // tfjs finds its WebAssembly beside itself in node_modules, and jsdom-like packages dislike bundling.
    external: ['@tensorflow/*', 'playwright-core'],
    banner: { js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);" },
    legalComments: 'none',
    logLevel: 'warning',
  });
};

if (process.argv[1] === fileURLToPath(import.meta.url)) await bundle();
