// Our matrix multiplication against XNNPACK's in the kernel library, by shape. Build first (`npx tsc -b packages/backends/wasm`),
// then: node packages/backends/wasm/bench/multiply.mjs
import { performance } from 'node:perf_hooks';
import { load, startEngine } from '../dist/engine/index.js';
import { createWasm } from '../dist/index.js';

const type = (...shape) => ({ dtype: 'float32', shape });
const random = (count) => Float32Array.from({ length: count }, () => Math.random() - 0.5);

/** The shortest time of one call, in ms, after the engine has optimised the code: what the kernel can do when nothing else runs. */
const time = (run, flops) => {
  const calls = Math.max(3, Math.ceil(2e7 / flops));
  const start = performance.now();
  while (performance.now() - start < 150) run();
  const times = [];
  for (let round = 0; round < 40; round++) {
    const from = performance.now();
    for (let i = 0; i < calls; i++) run();
    times.push((performance.now() - from) / calls);
  }
  return Math.min(...times);
};

const ours = async (device, m, k, n, transposeA, transposeB) => {
  const a = type(...(transposeA ? [k, m] : [m, k]));
  const b = type(...(transposeB ? [n, k] : [k, n]));
  const program = {
    values: [a, b, type(m, n)],
    ops: [
      {
        primitive: 'matmul',
        inputs: [0, 1],
        outputs: [2],
        attributes: { transposeA, transposeB },
        origin: 0,
      },
    ],
    inputs: [0, 1].map((value) => ({ name: `${value}`, role: 'batch', value })),
    outputs: [{ name: 'y', role: 'output', value: 2 }],
    donated: [],
    origins: [{ path: '' }],
  };
  const executable = await device.prepare(program);
  const inputs = [device.write(a, random(m * k)), device.write(b, random(k * n))];
  return time(() => executable.run(inputs).forEach(device.free), 2 * m * k * n);
};

const xnnpack = (engine, m, k, n) => {
  const words = (count) => engine.malloc(4 * count) >>> 0;
  const [a, b, y] = [words(m * k), words(k * n), words(m * n)];
  new Float32Array(engine.memory.buffer, a, m * k).set(random(m * k));
  new Float32Array(engine.memory.buffer, b, k * n).set(random(k * n));
  const shape = (...extents) => {
    const at = words(3);
    new Int32Array(engine.memory.buffer, at, 3).set(extents);
    return at;
  };
  const [shapeA, shapeB] = [shape(1, m, k), shape(1, k, n)];
  engine.register_tensor(1, m * k, a);
  engine.register_tensor(3, m * n, y);
  engine.register_tensor(2, k * n, b);
  const fresh = time(
    () => {
      // Weights change in every step of training, so the packing of the right operand is not kept.
      engine.dispose_data(2);
      engine.register_tensor(2, k * n, b);
      engine.BatchMatMul(1, shapeA, 3, 2, shapeB, 3, 0, 0, 3);
    },
    2 * m * k * n,
  );
  const kept = time(() => engine.BatchMatMul(1, shapeA, 3, 2, shapeB, 3, 0, 0, 3), 2 * m * k * n);
  [1, 2, 3].forEach((id) => engine.dispose_data(id));
  [a, b, y, shapeA, shapeB].forEach((at) => engine.free(at));
  return { fresh, kept };
};

// `--relaxed`: with fused multiply-add (Node 20 also needs --experimental-wasm-relaxed-simd before the file's name).
const device = await createWasm({ relaxed: process.argv.includes('--relaxed') }).open();
const engine = await startEngine(await load());
const shapes = [
  [4, 2, 8],
  [1, 784, 256],
  [1, 256, 128],
  [64, 784, 256],
  [64, 256, 128],
  [64, 128, 10],
  [256, 784, 256],
  [784, 64, 256],
  [256, 64, 128],
  [64, 256, 784],
  [128, 128, 128],
  [256, 256, 256],
  [512, 512, 512],
  [1024, 1024, 1024],
  [12544, 288, 64],
  [50176, 9, 32],
  [288, 12544, 64],
  [64, 3136, 128],
  [3136, 64, 128],
];
console.log('rows × inner × columns       ours  (Aᵀ)  (Bᵀ)   xnnpack fresh  kept      GFLOP/s');
for (const [m, k, n] of shapes) {
  const flops = 2 * m * k * n;
  const plain = await ours(device, m, k, n, false, false);
  const a = await ours(device, m, k, n, true, false);
  const b = await ours(device, m, k, n, false, true);
  const { fresh, kept } = xnnpack(engine, m, k, n);
  const rate = (ms) => (flops / ms / 1e6).toFixed(1).padStart(6);
  console.log(
    `${`${m} × ${k} × ${n}`.padEnd(24)}${rate(plain)}${rate(a)}${rate(b)}${rate(fresh).padStart(12)}${rate(kept).padStart(10)}   ${plain.toFixed(4)} ms`,
  );
}
device.close();
