// `npm test`: installs what is needed, the browser included, builds the command, and runs every test of the workspace.
// `npm test -- packages/language` runs a part.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root, setup } from './setup.mjs';

setup();
const { ensureBrowser } = await import('./browser/find.mjs');
const browser = await ensureBrowser();
const { bundle } = await import('./bundle.mjs');
await bundle();

const folder = mkdtempSync(join(tmpdir(), 'neurite-test-'));
const results = join(folder, 'results.json');
const { status } = spawnSync(
  process.execPath,
  [
    '--experimental-vm-modules',
    '--no-warnings=ExperimentalWarning',
    join(root, 'node_modules/jest/bin/jest.js'),
    '--maxWorkers=2',
    '--json',
    `--outputFile=${results}`,
    ...process.argv.slice(2),
  ],
  // The JSON goes to the file; standard output would repeat it.
  {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, ...(browser ? { CHROME_PATH: browser } : {}) },
  },
);

let code = status ?? 1;
try {
  const report = JSON.parse(readFileSync(results, 'utf8'));
  const skipped = report.numPendingTests + report.numTodoTests;
  // A suite that cannot even start has no tests that failed; count it, so that the last line never hides it.
  const failed = report.numFailedTests + report.numRuntimeErrorTestSuites;
  console.log(`${report.numPassedTests} passed, ${failed} failed, ${skipped} skipped`);
  if (report.numPassedTests === 0) code = code || 1;
} catch {
  console.log('0 passed, 1 failed, 0 skipped');
  code = code || 1;
}
rmSync(folder, { recursive: true, force: true });
process.exitCode = code;
