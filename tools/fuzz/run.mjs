// `npm run fuzz`: every small change of the examples, and random ones of all texts. See README.md beside it.
import { parseArgs } from 'node:util';
import { Worker, isMainThread, parentPort, workerData } from 'node:worker_threads';
import { fileURLToPath } from 'node:url';
import { mutation, tokenChanges, truncations } from './mutations.mjs';
import { loadProperties } from './properties.mjs';
import { readTexts } from './texts.mjs';

const parts = ['read', 'format', 'compile', 'edit'];
/** How long one case may take, in milliseconds. A guard against hangs, not a measure of speed. */
const patience = 30_000;

const usage = `usage: node tools/fuzz/run.mjs [options]
  --parts read,format,compile,edit   what to hold to it (default: all)
  --mutations N                      random changes (default: 100000)
  --seed N                           of the first random change; each has the next number (default: 1)
  --every N                          of truncations and changes of tokens, only every Nth (default: 1)
  --only CASE                        one case, by the name that a failure printed
`;

/** All cases in order, by name. `only` one of them is made alone. */
function* cases({ mutations, seed, every, only }, tokensOf) {
  if (only?.startsWith('seed:')) {
    yield [only, () => mutation(readTexts({ all: true }), tokensOf, Number(only.slice(5)))];
    return;
  }
  let index = 0;
  for (const { name, text } of readTexts())
    for (const [kind, changed] of [
      ['end', truncations(text)],
      ['token', tokenChanges(text, tokensOf(text))],
    ]) {
      let number = 0;
      for (const now of changed) {
        const id = `${kind}:${name}:${number++}`;
        if (only === undefined ? index++ % every === 0 : only === id) yield [id, () => now];
      }
    }
  if (only !== undefined) return;
  const texts = readTexts({ all: true });
  for (let number = seed; number < seed + mutations; number++)
    yield [`seed:${number}`, () => mutation(texts, tokensOf, number)];
}

const work = async ({ beat, ...options }) => {
  const properties = await loadProperties();
  const heart = new Int32Array(beat);
  let count = 0;
  for (const [name, make] of cases(options, properties.tokensOf)) {
    const text = make();
    parentPort.postMessage({ now: name });
    Atomics.store(heart, 0, ++count);
    for (const part of options.parts)
      try {
        properties[part](text);
      } catch (error) {
        parentPort.postMessage({ failure: { name, part, reason: error.stack ?? String(error), text } });
      }
  }
  Atomics.store(heart, 0, -1);
  parentPort.postMessage({ done: count });
};

const watch = (options) => {
  const beat = new SharedArrayBuffer(4);
  const heart = new Int32Array(beat);
  const worker = new Worker(fileURLToPath(import.meta.url), { workerData: { ...options, beat } });
  let now = 'the start';
  let last = 0;
  const failures = new Map();
  const guard = setInterval(() => {
    const current = Atomics.load(heart, 0);
    if (current === last && current > 0) {
      console.error(`\n${now} takes longer than ${patience / 1_000} s`);
      process.exit(1);
    }
    last = current;
  }, patience);
  worker.on('message', ({ now: name, failure, done }) => {
    if (name !== undefined) now = name;
    if (failure !== undefined) {
      // The same mistake of many texts is told once.
      const reason = failure.reason.split('\n').slice(0, 3).join('\n');
      const known = failures.get(reason) ?? 0;
      failures.set(reason, known + 1);
      if (known === 0)
        console.error(
          `\n${failure.part}, --only ${failure.name}\n${failure.reason}\n${JSON.stringify(failure.text)}`,
        );
    }
    if (done !== undefined) {
      clearInterval(guard);
      const failed = [...failures.values()].reduce((sum, count) => sum + count, 0);
      console.log(`${done} texts, ${failed} failures of ${failures.size} kinds`);
      process.exitCode = failed > 0 || done === 0 ? 1 : 0;
    }
  });
  worker.on('error', (error) => {
    console.error(error);
    process.exit(1);
  });
};

const optionsOf = () => {
  const { values } = parseArgs({
    options: {
      parts: { type: 'string', default: parts.join() },
      mutations: { type: 'string', default: '100000' },
      seed: { type: 'string', default: '1' },
      every: { type: 'string', default: '1' },
      only: { type: 'string' },
    },
  });
  const wanted = values.parts.split(',');
  const unknown = wanted.find((part) => !parts.includes(part));
  if (unknown !== undefined) throw new Error(`no part "${unknown}"`);
  const numbers = Object.fromEntries(['mutations', 'seed', 'every'].map((key) => [key, Number(values[key])]));
  for (const [key, value] of Object.entries(numbers))
    if (!Number.isSafeInteger(value) || value < (key === 'every' ? 1 : 0))
      throw new Error(`--${key} wants a whole number`);
  return { parts: wanted, ...numbers, only: values.only };
};

if (!isMainThread) await work(workerData);
else {
  try {
    watch(optionsOf());
  } catch (error) {
    console.error(`${error.message}\n${usage}`);
    process.exitCode = 2;
  }
}
