// Measures how long the language service takes on a file of 2,000 lines while somebody types in it:
// `node packages/language-service/bench/latency.mjs [--lines N] [--json]`. Each keystroke opens a new version, asks for completion at
// the caret, then for diagnostics; the first keystrokes warm up and do not count. Exits with 1 where a budget is missed.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { importSource } from '../../../tools/import-source.mjs';
import { root } from '../../../tools/setup.mjs';

const budgets = { diagnostics: 100, completion: 50 };
const option = (name, fallback) => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? fallback : Number(process.argv[at + 1]);
};
const wanted = option('lines', 2_000);
const keystrokes = option('keystrokes', 200);
const warm = 40;

const { catalog } = await importSource('packages/standard/src/catalog.ts');
const { createLanguageService } = await importSource('packages/language-service/src/index.ts');

/** The examples of published architectures, each copy with names of its own, until there are enough lines. */
const generate = () => {
  const folder = join(root, 'examples/architectures');
  const texts = readdirSync(folder)
    .filter((name) => name.endsWith('.nn'))
    .sort()
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .filter((text) => !/^import/m.test(text));
  const parts = [];
  let lines = 0;
  for (let copy = 0; lines < wanted; copy++) {
    const text = texts[copy % texts.length];
    const names = [
      ...text.matchAll(/^(?:model|block|function|data|train|pretrain)\s+([A-Za-z_][A-Za-z0-9_]*)/gm),
    ].map((match) => match[1]);
    const renamed = names.reduce(
      (now, name) => now.replaceAll(new RegExp(`\\b${name}\\b`, 'g'), `${name}_${copy}`),
      text,
    );
    parts.push(renamed);
    lines += renamed.split('\n').length;
  }
  return parts.join('\n').split('\n').slice(0, lines).join('\n');
};

/** A linear congruential generator: the same keystrokes in every run. */
const random = (() => {
  let state = 1;
  return (bound) => (state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0) % bound;
})();

const percentile = (times, share) => [...times].sort((a, b) => a - b)[Math.ceil(times.length * share) - 1];
const measured = (run) => {
  const start = performance.now();
  const cpu = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(cpu);
  return { wall: performance.now() - start, cpu: (user + system) / 1000 };
};

const text = generate();
const service = createLanguageService({ catalog });
const first = measured(() => {
  service.open('bench.nn', text, 0);
  service.diagnostics('bench.nn');
});
// Somebody inserts ` -> dense(32)` behind a step, key by key, at one place after another.
const places = [...text.matchAll(/-> relu/g)].map(({ index }) => index + '-> relu'.length);
const typed = ' -> dense(32)';
/** What an editor shows of a file: the lines around the caret. */
const around = (offset) => {
  const { lines } = service.document('bench.nn');
  const { line } = lines.positionAt(offset);
  const at = (number) => lines.positionAt(lines.offsetAt(number, 1));
  return { source: 'bench.nn', start: at(line - 30), end: at(line + 30) };
};
const results = { completion: [], diagnostics: [], hints: [], tokens: [] };
let version = 0;
for (let key = 0; key < keystrokes + warm; key++) {
  const word = Math.floor(key / typed.length);
  const place = places[(word * 7 + random(1)) % places.length];
  const length = (key % typed.length) + 1;
  const now = text.slice(0, place) + typed.slice(0, length) + text.slice(place);
  service.open('bench.nn', now, ++version);
  const times = {
    completion: measured(() => service.completion('bench.nn', place + length)),
    diagnostics: measured(() => service.diagnostics('bench.nn')),
    hints: measured(() => service.inlayHints('bench.nn', around(place))),
    tokens: measured(() => service.semanticTokens('bench.nn')),
  };
  if (key >= warm) for (const [name, time] of Object.entries(times)) results[name].push(time);
}

const report = Object.fromEntries(
  Object.entries(results).map(([name, times]) => {
    const of = (kind, share) =>
      Number(
        percentile(
          times.map((time) => time[kind]),
          share,
        ).toFixed(1),
      );
    return [
      name,
      { p50: of('wall', 0.5), p95: of('wall', 0.95), max: of('wall', 1), p95cpu: of('cpu', 0.95) },
    ];
  }),
);
const summary = {
  lines: text.split('\n').length,
  keystrokes,
  first: Math.round(first.wall),
  milliseconds: report,
};
if (process.argv.includes('--json')) console.log(JSON.stringify(summary));
else {
  console.log(
    `${summary.lines} lines, ${keystrokes} keystrokes; opening and checking all of it once: ${summary.first} ms`,
  );
  console.table(report);
}
for (const [name, budget] of Object.entries(budgets))
  if (report[name].p95 > budget) {
    console.error(`${name}: ${report[name].p95} ms at the 95th percentile, wanted less than ${budget}`);
    process.exitCode = 1;
  }
