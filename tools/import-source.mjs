// Imports TypeScript of the workspace into a plain Node script, without a build: bundled to a temporary module, then imported.
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { root } from './setup.mjs';

/** The exports of a module given as a path of the workspace, such as `packages/standard/src/catalog.ts`. */
export const importSource = async (entry) => {
  // Inside the workspace, so that what stays external is found in its node_modules.
  const folder = join(root, 'node_modules/.cache/neurite');
  mkdirSync(folder, { recursive: true });
  const outfile = join(folder, `${entry.replace(/[^A-Za-z0-9]/g, '-')}-${process.pid}.mjs`);
  try {
    await build({
      absWorkingDir: root,
      entryPoints: [join(root, entry)],
      outfile,
      bundle: true,
      format: 'esm',
      platform: 'node',
      target: 'node20',
      conditions: ['@neurite/source'],
      external: ['@tensorflow/*', 'chevrotain', 'csv-parse', 'csv-parse/*'],
      logLevel: 'warning',
    });
    return await import(pathToFileURL(outfile).href);
  } finally {
    rmSync(outfile, { force: true });
  }
};
