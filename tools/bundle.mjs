// Bundles the command-line program into packages/cli/bundle: one file to load instead of hundreds, backends apart and loaded late.
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { root } from './setup.mjs';

/** Builds packages/cli/bundle/main.js and its chunks from the sources; takes well under a second. */
export const bundle = async () => {
  rmSync(join(root, 'packages/cli/bundle'), { recursive: true, force: true });
  const { build } = await import('esbuild');
  await build({
    absWorkingDir: root,
    entryPoints: { main: join(root, 'packages/cli/src/main.ts') },
    outdir: join(root, 'packages/cli/bundle'),
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    conditions: ['@neurite/source'],
    // Flat: what reads ../package.json finds it from every chunk.
    chunkNames: '[name]-[hash]',
    // tfjs finds its WebAssembly beside itself in node_modules, and jsdom-like packages dislike bundling.
    external: ['@tensorflow/*', 'playwright-core'],
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
    },
    legalComments: 'none',
    logLevel: 'warning',
  });
};

if (process.argv[1] === fileURLToPath(import.meta.url)) await bundle();
