// `npm test`: installs what is needed, the browser included, builds the command, and runs every test of the workspace.
// `npm test -- packages/language` runs a part.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root, setup } from './setup.mjs';

setup();
const { ensureBrowser } = await import('./browser/find.mjs');
const browser = await ensureBrowser();
const { bundle } = await import('./bundle.mjs');
await bundle();

const chosen = process.argv.slice(2);
// Native ES modules of finished test files are never collected, so the workers of one run of Jest grow with every file: whole runs
// go in parts, each with processes of its own.
const parts = chosen.length > 0 ? [chosen] : [1, 2, 3, 4].map((part) => [`--shard=${part}/4`]);
// A guard against hangs, not a measure of speed.
const LIMIT_MINUTES = 20;

const folder = mkdtempSync(join(tmpdir(), 'neurite-test-'));
const environment = { ...process.env, ...(browser ? { CHROME_PATH: browser } : {}) };
const jest = [
  '--experimental-vm-modules',
  '--no-warnings=ExperimentalWarning',
  join(root, 'node_modules/jest/bin/jest.js'),
  '--maxWorkers=2',
  '--reporters=default',
  `--reporters=${join(root, 'tools/unfinished.mjs')}`,
  '--json',
];

/** Ends a process and all that it started: a browser or a trainer left behind would hold our output open. */
const endGroup = (pid) => {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // Nothing of it is left.
  }
};

/** One run of Jest in a process group of its own; gives its exit status and its report, which is undefined where it came to no end. */
const runPart = (words, name) =>
  new Promise((resolve) => {
    const results = join(folder, `${name}.json`);
    const unfinished = join(folder, `${name}.unfinished`);
    const child = spawn(process.execPath, [...jest, `--outputFile=${results}`, ...words], {
      cwd: root,
      // The JSON goes to the file; standard output would repeat it.
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...environment, NEURITE_UNFINISHED: unfinished },
      detached: true,
    });
    const interrupt = () => {
      endGroup(child.pid);
      process.exit(130);
    };
    process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
    const guard = setTimeout(() => {
      console.error(`No end after ${LIMIT_MINUTES} minutes. Test files that were running:`);
      console.error(readFileSync(unfinished, 'utf8'));
      endGroup(child.pid);
    }, LIMIT_MINUTES * 60_000);
    child.on('exit', (status) => {
      clearTimeout(guard);
      process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
      endGroup(child.pid);
      let report;
      try {
        report = JSON.parse(readFileSync(results, 'utf8'));
      } catch {
        report = undefined;
      }
      resolve({ status: status ?? 1, report });
    });
  });

const total = { passed: 0, failed: 0, skipped: 0 };
let code = 0;
for (const [index, words] of parts.entries()) {
  const { status, report } = await runPart(words, `part-${index + 1}`);
  code ||= status;
  if (report === undefined) {
    total.failed += 1;
    code ||= 1;
    continue;
  }
  total.passed += report.numPassedTests;
  // A suite that cannot even start has no tests that failed; count it, so that the last line never hides it.
  total.failed += report.numFailedTests + report.numRuntimeErrorTestSuites;
  total.skipped += report.numPendingTests + report.numTodoTests;
}
rmSync(folder, { recursive: true, force: true });
if (total.passed === 0) code ||= 1;
const line = `${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`;
if (process.env.NEURITE_SUMMARY) writeFileSync(process.env.NEURITE_SUMMARY, `${line}\n`);
console.log(line);
process.exitCode = code;
