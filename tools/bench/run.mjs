// `npm run bench`: one training step (Adam, cross-entropy) of the same models in Neurite and in tfjs-layers, then plugins by themselves
// against the same expressions in tfjs; on the same WebAssembly kernels, in one run. Ratios are what to look at; milliseconds are those of
// this machine at this moment. Close other programs first. `npm run bench -- --only plugins --rounds 1` tries one part; `--backend cpu` or
// `webgl` has plugins elsewhere; a file name keeps the numbers.
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { importSource } from '../import-source.mjs';
import { cnnText, mlpText, tinyText } from './models.mjs';
import { pluginRows } from './plugins.mjs';
import { race } from './race.mjs';
import { cnn, mlp, openTfjs, tfjsStep } from './tfjs.mjs';

const { values, positionals } = parseArgs({
  options: {
    only: { type: 'string' },
    rounds: { type: 'string' },
    backend: { type: 'string', default: 'wasm' },
  },
  allowPositionals: true,
});
const includes = (part) => values.only === undefined || values.only === part;
const roundsOf = (usual) => Number(values.rounds ?? usual);

const { neuriteStep } = await importSource('tools/bench/neurite.ts');
const results = [];
const row = async (name, text, batch, other, rounds, perRound) => {
  const ours = await neuriteStep(text, batch);
  const [mine, theirs] = await race([ours.step, other.step], rounds, perRound);
  ours.close();
  const ratio = theirs.median / mine.median;
  results.push({ name, batch, neurite: mine, other: { name: other.name, ...theirs }, ratio });
  console.log(
    `${name.padEnd(28)} batch ${String(batch).padStart(3)}   neurite ${mine.median.toFixed(2).padStart(8)} ms   ${other.name.padEnd(20)} ${theirs.median.toFixed(2).padStart(8)} ms   ${ratio.toFixed(1)}× faster`,
  );
};

console.log(
  `${cpus()[0]?.model}, ${cpus().length} cores, Node ${process.version}; medians of one quiet run\n`,
);
const wasm = await openTfjs('wasm');
const training = async () => {
  const onWasm = (model, batch, shape) => ({
    name: 'tfjs-layers on wasm',
    step: tfjsStep(wasm, model, batch, shape, 10),
  });
  await row(
    'MLP 784-256-128-10',
    mlpText,
    1,
    onWasm(mlp(wasm, [784, 256, 128, 10]), 1, [784]),
    roundsOf(10),
    5,
  );
  await row(
    'MLP 784-256-128-10',
    mlpText,
    64,
    onWasm(mlp(wasm, [784, 256, 128, 10]), 64, [784]),
    roundsOf(10),
    5,
  );
  await row(
    'MLP 784-256-128-10',
    mlpText,
    256,
    onWasm(mlp(wasm, [784, 256, 128, 10]), 256, [784]),
    roundsOf(6),
    3,
  );
  await row('MLP 2-8-10', tinyText, 4, onWasm(mlp(wasm, [2, 8, 10]), 4, [2]), roundsOf(20), 20);

  // On wasm tfjs-layers cannot train a convolution: show what it says, then compare with its plain JavaScript backend.
  try {
    await tfjsStep(wasm, cnn(wasm), 64, [28, 28, 1], 10)();
    console.log('tfjs-layers trains the CNN on wasm here');
  } catch (error) {
    console.log(`tfjs-layers on wasm, CNN: ${String(error.message).split('\n')[0]}`);
  }
  const cpu = await openTfjs('cpu');
  await row(
    'CNN 1-32-64, dense 128',
    cnnText,
    64,
    { name: 'tfjs-layers on cpu', step: tfjsStep(cpu, cnn(cpu), 64, [28, 28, 1], 10) },
    roundsOf(1),
    2,
  );
};

if (includes('training')) await training();
let plugins = [];
if (includes('plugins')) {
  plugins = await pluginRows(values.backend, roundsOf(10), 5);
}

const [file] = positionals;
if (file !== undefined)
  writeFileSync(
    file,
    `${JSON.stringify({ cpu: cpus()[0]?.model, node: process.version, results, plugins }, null, 2)}\n`,
  );
