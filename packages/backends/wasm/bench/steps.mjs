// Times whole training steps, and each kind of operation in them by itself. Build first (`npx tsc -b packages/backends/wasm`), then:
// node packages/backends/wasm/bench/steps.mjs [mlp|mlp1|mlp256|cnn|xor] [--operations]
import { performance } from 'node:perf_hooks';
import { createWasm } from '../dist/index.js';
import { cnn, inputsOf, mlp, trainingStep } from './models.mjs';

// `--relaxed`: with fused multiply-add (Node 20 also needs --experimental-wasm-relaxed-simd before the file's name).
const device = await createWasm({ relaxed: process.argv.includes('--relaxed') }).open();

/** The shortest and the median time of a call, and the processor's time for one, in ms: the last where other programs run as well. */
const time = (run, seconds) => {
  const warm = performance.now();
  while (performance.now() - warm < 1000) run();
  const times = [];
  const cpu = process.cpuUsage();
  const start = performance.now();
  while (performance.now() - start < 1000 * seconds || times.length < 10) {
    const from = performance.now();
    run();
    times.push(performance.now() - from);
  }
  const { user, system } = process.cpuUsage(cpu);
  times.sort((a, b) => a - b);
  return {
    processor: (user + system) / 1000 / times.length,
    best: times[0],
    median: times[times.length >> 1],
  };
};

const runner = async (program, classes) => {
  const executable = await device.prepare(program);
  const inputs = inputsOf(program, device, classes);
  const given = new Set(inputs);
  return () => executable.run(inputs).forEach((buffer) => given.has(buffer) || device.free(buffer));
};

/** Each distinct operation alone, with how often it occurs. */
const operations = async (program) => {
  const kinds = new Map();
  for (const op of program.ops) {
    if (op.primitive === 'constant' || op.primitive === 'iota') continue;
    const key = JSON.stringify([
      op.primitive,
      op.primitive === 'composite' ? op.attributes.body.ops.map((o) => o.primitive) : op.attributes,
      op.inputs.map((v) => program.values[v].shape),
    ]);
    const kind = kinds.get(key) ?? { op, count: 0 };
    kind.count += 1;
    kinds.set(key, kind);
  }
  const rows = [];
  for (const [key, { op, count }] of kinds) {
    const values = [...new Set(op.inputs)];
    const alone = {
      ...program,
      ops: [op],
      inputs: values.map((value) => ({ name: 'x', role: 'batch', value })),
      outputs: op.outputs.map((value) => ({ name: 'y', role: 'output', value })),
      donated: [],
    };
    const { best, processor } = time(await runner(alone, 10), 0.2);
    rows.push({ ms: best * count, processor: processor * count, count, key });
  }
  rows.sort((a, b) => b.ms - a.ms);
  for (const { ms, count, key } of rows)
    if (ms > 0.005) console.log(`  ${ms.toFixed(3).padStart(8)} ms  ${count} × ${key.slice(0, 150)}`);
};

const models = {
  mlp: [mlp(784, 256, 128, 10), 64],
  mlp1: [mlp(784, 256, 128, 10), 1],
  mlp256: [mlp(784, 256, 128, 10), 256],
  cnn: [cnn, 64],
  xor: [mlp(2, 8, 2), 4],
};
const asked = process.argv.slice(2).filter((word) => word in models);
for (const name of asked.length > 0 ? asked : Object.keys(models)) {
  const [model, batch] = models[name];
  const program = trainingStep(model, batch, device.capabilities);
  const start = performance.now();
  const run = await runner(program, model.classes);
  const prepared = performance.now() - start;
  const from = performance.now();
  run();
  const first = performance.now() - from;
  const { best, median, processor } = time(run, 2);
  console.log(
    `${name}: best ${best.toFixed(3)} ms, median ${median.toFixed(3)} ms, processor ${processor.toFixed(3)} ms (prepared in ${prepared.toFixed(0)} ms, first step ${first.toFixed(1)} ms, ${program.ops.length} operations)`,
  );
  if (process.argv.includes('--operations')) await operations(program);
}
device.close();
