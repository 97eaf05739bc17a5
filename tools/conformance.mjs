// `npm run conformance`: runs the harness's checks of catalogue entries on cpu, wasm and, in a browser, webgl, and writes what failed to
// docs/catalogue-results.json, from which docs/catalogue.md is made. Only entries that the file does not have; `--all` runs all anew,
// names run those: `npm run conformance -- gelu "loss ctc"`.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInPage } from './browser/run-in-page.mjs';
import { importSource } from './import-source.mjs';
import { root } from './setup.mjs';

const file = join(root, 'docs/catalogue-results.json');
const known = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
const names = process.argv.slice(2);

const { entries, conformance } = await importSource('tools/conformance/in-node.ts');
const isWanted = ({ key }) =>
  names.includes('--all') ||
  names.some((name) => key === name || key.endsWith(` ${name}`)) ||
  known[key] === undefined;
const wanted = entries.filter(isWanted).map(({ key }) => key);
console.log(`${wanted.length} of ${entries.length} entries are run`);

const inNode = await conformance(wanted);
const onWebgl = await runInPage({
  entry: new URL('./conformance/in-page.ts', import.meta.url),
  call: 'definitionsOnWebgl',
  argument: wanted,
});
const byBackend = { ...inNode, webgl: onWebgl };

const results = {};
for (const { key, excepted } of entries.toSorted((a, b) => (a.key < b.key ? -1 : 1))) {
  if (!wanted.includes(key)) {
    results[key] = known[key];
    continue;
  }
  // What runs on the host, initializers and schedules for example, has nothing to run on a device.
  results[key] = {};
  for (const [backend, problems] of Object.entries(byBackend)) {
    if (problems[key] === undefined) continue;
    results[key][backend] = Object.keys(problems[key]);
    for (const [check, problem] of Object.entries(problems[key]))
      if (excepted[check] === undefined) console.error(`${key} on ${backend}, ${check}: ${problem}`);
  }
}
const lines = Object.entries(results).map(
  ([key, value]) => `  ${JSON.stringify(key)}: ${JSON.stringify(value)}`,
);
writeFileSync(file, `{\n${lines.join(',\n')}\n}\n`);
